@echo off
rem Runs the hourglass command from the jars in ..\lib.
rem   JAVA_HOME            the JDK to use, else the java on the PATH; 17 or newer. A runtime in ..\runtime precedes both.
rem   HOURGLASS_JAVA_OPTS  further options for the JVM, such as -Xmx8g
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%~dp0..\runtime\bin\java.exe" set "java=%~dp0..\runtime\bin\java"
rem Short commands leave out the compiler and the collector that pay off in long ones.
set "mode=-XX:+UseParallelGC"
set "short=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
if "%~1"=="" set "mode=%short%"
for %%c in (-V --version -h --help help completion info search) do if "%~1"=="%%c" set "mode=%short%"
if defined HOURGLASS_MAIN_CLASS set "mode=-XX:+UseParallelGC"
if not defined HOURGLASS_MAIN_CLASS set "HOURGLASS_MAIN_CLASS=hourglass.cli.Hourglass"
"%java%" -XX:MaxRAMPercentage=60 -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED %HOURGLASS_JAVA_OPTS% %mode% -cp "%~dp0..\lib\*" %HOURGLASS_MAIN_CLASS% %*
