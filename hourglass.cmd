@echo off
rem Runs the hourglass command on Windows; builds it on the first use. After a change of the sources delete cli\target.
setlocal
set "root=%~dp0"
set "app=%root%cli\target\app"
if exist "%root%cli\target\built" goto run
echo hourglass: building for the first use, which may fetch Maven and libraries ... 1>&2
pushd "%root%"
call mvnw.cmd -B -q -Dquick -Dmaven.test.skip -pl cli -am package 1>&2
if errorlevel 1 (
    popd
    echo hourglass: the build failed, see above; the first one needs a JDK 17 or newer and the network 1>&2
    exit /b 1
)
popd
if exist "%app%" rmdir /s /q "%app%"
mkdir "%app%"
move "%root%cli\target\lib" "%app%\lib" >nul
xcopy /e /i /q "%root%cli\src\main\bin" "%app%\bin" >nul
type nul > "%root%cli\target\built"
:run
call "%app%\bin\hourglass.cmd" %*
exit /b %errorlevel%
