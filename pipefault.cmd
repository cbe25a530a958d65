@echo off
rem Builds Pipefault when it has not been built yet, then runs it: pipefault --help says what there is.
rem "pipefault --rebuild ..." builds first, which is what you want after a change of the sources.
rem
rem Exit codes of this script itself: 3 the build failed (its output is shown), 4 there is no JDK 17 or newer.
rem Any other code comes from the program.
rem
rem Delayed expansion stays off: it would eat "!" in arguments. Arguments are passed on as one text, because taking them
rem apart with shift loses ";", "," and "=". A subroutine answers by setting JAR: Wine's cmd loses its exit code.
setlocal DisableDelayedExpansion
set "PIPEFAULT_HOME=%~dp0"
set "PIPEFAULT_HOME=%PIPEFAULT_HOME:~0,-1%"

set "JAVA_EXE="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
if not defined JAVA_EXE for %%j in (java.exe) do set "JAVA_EXE=%%~$PATH:j"
if not defined JAVA_EXE goto no_java
for %%j in ("%JAVA_EXE%") do set "JAVA_BIN=%%~dpj"
rem No such file means a shim on the PATH; a too old Java behind it says so itself.
if not exist "%JAVA_BIN%..\release" goto java_found
set "JAVA_VERSION=17"
for /f "usebackq tokens=1,2 delims==" %%a in ("%JAVA_BIN%..\release") do if "%%a"=="JAVA_VERSION" set JAVA_VERSION=%%b
set JAVA_VERSION=%JAVA_VERSION:"=%
for /f "delims=.+-" %%v in ("%JAVA_VERSION%") do if %%v LSS 17 goto old_java
:java_found

call :find_jar
if /i "%~1"=="--rebuild" goto rebuild
if not defined JAR goto build
:run
call :choose_flags %1
"%JAVA_EXE%" %JAVA_FLAGS% -Dfile.encoding=UTF-8 "-Dpipefault.home=%PIPEFAULT_HOME%" -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:build
call :maven
if not defined JAR exit /b 3
goto run

:rebuild
call :maven
if not defined JAR exit /b 3
set PIPEFAULT_ARGUMENTS=%*
set PIPEFAULT_ARGUMENTS=%PIPEFAULT_ARGUMENTS:*--rebuild=%
call :choose_flags %2
"%JAVA_EXE%" %JAVA_FLAGS% -Dfile.encoding=UTF-8 "-Dpipefault.home=%PIPEFAULT_HOME%" -jar "%JAR%" %PIPEFAULT_ARGUMENTS%
exit /b %ERRORLEVEL%

rem Short commands gain from a compiler that is done early; a search runs long enough to earn the better one.
:choose_flags
set "JAVA_FLAGS=-XX:+UseSerialGC -Xshare:auto"
if "%~1"=="explore" exit /b 0
if "%~1"=="sweep" exit /b 0
if "%~1"=="league" exit /b 0
if "%~1"=="soak" exit /b 0
set "JAVA_FLAGS=%JAVA_FLAGS% -XX:TieredStopAtLevel=1"
exit /b 0

:maven
set "JAR="
echo Building Pipefault; what is missing of Maven and the libraries is fetched first, which may take minutes...>&2
if not exist "%PIPEFAULT_HOME%\.pipefault" mkdir "%PIPEFAULT_HOME%\.pipefault"
set "PIPEFAULT_LOG=%PIPEFAULT_HOME%\.pipefault\build-%RANDOM%.log"
pushd "%PIPEFAULT_HOME%"
call mvnw.cmd -q -B -Dquick -Dmaven.test.skip=true -pl src -am package >"%PIPEFAULT_LOG%" 2>&1 <nul
set "PIPEFAULT_BUILD=%ERRORLEVEL%"
popd
if not "%PIPEFAULT_BUILD%"=="0" goto build_failed
del "%PIPEFAULT_LOG%" 2>nul
call :find_jar
if not defined JAR echo pipefault: the build succeeded and left no src\target\pipefault-*.jar.>&2
exit /b 0

:build_failed
type "%PIPEFAULT_LOG%" >&2
del "%PIPEFAULT_LOG%" 2>nul
echo pipefault: the build failed; its output is above.>&2
exit /b 0

:find_jar
set "JAR="
if not exist "%PIPEFAULT_HOME%\src\target\pipefault-*.jar" exit /b 0
pushd "%PIPEFAULT_HOME%\src\target"
for %%f in (pipefault-*.jar) do call :consider "%%~f" "%%~nf"
popd
exit /b 0

:consider
set "JAR_NAME=%~2"
if "%JAR_NAME:~-8%"=="-sources" exit /b 0
if "%JAR_NAME:~-8%"=="-javadoc" exit /b 0
if "%JAR_NAME:~-6%"=="-tests" exit /b 0
set "JAR=%PIPEFAULT_HOME%\src\target\%~1"
exit /b 0

:no_java
echo pipefault: a JDK 17 or newer is needed. Install one and set JAVA_HOME to it, or put it on the PATH.>&2
exit /b 4

:old_java
echo pipefault: a JDK 17 or newer is needed; "%JAVA_EXE%" is Java %JAVA_VERSION%. Install one and set JAVA_HOME to it.>&2
exit /b 4
