@echo off
rem Runs the hourglass command from the jars in ..\lib.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%~dp0..\runtime\bin\java.exe" set "java=%~dp0..\runtime\bin\java"
rem Short commands leave out the compiler that pays off in long ones.
set "compiler="
if "%~1"=="search" set "compiler=-XX:TieredStopAtLevel=1"
if "%~1"=="info" set "compiler=-XX:TieredStopAtLevel=1"
if "%~1"=="help" set "compiler=-XX:TieredStopAtLevel=1"
if "%~1"=="--help" set "compiler=-XX:TieredStopAtLevel=1"
if "%~1"=="--version" set "compiler=-XX:TieredStopAtLevel=1"
"%java%" -XX:+UseParallelGC %compiler% -XX:MaxRAMPercentage=60 -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED %HOURGLASS_JAVA_OPTS% -cp "%~dp0..\lib\*" hourglass.cli.Hourglass %*
