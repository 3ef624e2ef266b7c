@echo off
rem Runs the hourglass command on Windows; builds it on the first use. After a change of the sources delete cli\target and
rem bench\target.
setlocal
set "root=%~dp0"
set "module=cli"
set "profile="
set arguments=%*
if not "%~1"=="bench" goto chosen
set "HOURGLASS_MAIN_CLASS=hourglass.bench.Bench"
set "module=bench"
set "profile=-Ppeers"
set "arguments="
for /f "tokens=1,*" %%a in ("%*") do set arguments=%%b
:chosen
set "app=%root%%module%\target\app"
if exist "%root%%module%\target\built" goto run
echo hourglass: building for the first use, which may fetch Maven and libraries ... 1>&2
pushd "%root%"
call mvnw.cmd -B -q -Dquick -Dmaven.test.skip %profile% -pl %module% -am package 1>&2
if errorlevel 1 (
    popd
    echo hourglass: the build failed, see above; the first one needs a JDK 17 or newer and the network 1>&2
    exit /b 1
)
popd
if exist "%app%" rmdir /s /q "%app%"
mkdir "%app%"
move "%root%%module%\target\lib" "%app%\lib" >nul
xcopy /e /i /q "%root%cli\src\main\bin" "%app%\bin" >nul
type nul > "%root%%module%\target\built"
:run
call "%app%\bin\hourglass.cmd" %arguments%
exit /b %errorlevel%
