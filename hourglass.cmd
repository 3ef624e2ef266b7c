@echo off
rem Runs the hourglass command on Windows; builds it on the first use. After a change of the sources delete cli\target.
setlocal
set "root=%~dp0"
set "lib=%root%cli\target\lib"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
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
type nul > "%root%cli\target\built"
:run
"%java%" -XX:+UseParallelGC -XX:MaxRAMPercentage=60 -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED %HOURGLASS_JAVA_OPTS% -cp "%lib%\*" hourglass.cli.Hourglass %*
