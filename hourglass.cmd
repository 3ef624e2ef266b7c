@echo off
rem Runs the hourglass command on Windows; builds it on the first use. After a change of the sources delete cli\target and
rem bench\target.
setlocal
set "root=%~dp0"
set "module=cli"
set "profile="
set "variant="
set arguments=%*
rem With ONNX Runtime, which no other command needs.
if "%~1"=="embed" set "profile=-Ponnx"
if "%~1"=="embed" set "variant=-onnx"
if not "%~1"=="bench" goto chosen
set "HOURGLASS_MAIN_CLASS=hourglass.bench.Bench"
set "module=bench"
set "profile=-Ppeers"
set "arguments="
for /f "tokens=1,*" %%a in ("%*") do set arguments=%%b
:chosen
set "app=%root%%module%\target\app%variant%"
if exist "%root%%module%\target\built%variant%" goto run
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
type nul > "%root%%module%\target\built%variant%"
:run
call "%app%\bin\hourglass.cmd" %arguments%
exit /b %errorlevel%
