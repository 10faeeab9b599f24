@echo off
rem Starts SparseCortex on Windows; builds it on first use. After a change of the sources delete simulations\target\dist\.built.
setlocal
set "home=%~dp0"
set "dist=%home%simulations\target\dist"
if not exist "%dist%\.built" (
    echo sparsecortex: building, on first use this also fetches libraries and takes a few minutes ... 1>&2
    pushd "%home%"
    call mvnw.cmd -q -B -ntp -DskipTests -Dspotless.check.skip=true package
    if errorlevel 1 (
        popd
        echo sparsecortex: the build failed; its output is above 1>&2
        exit /b 1
    )
    popd
    type nul > "%dist%\.built"
)
set "project="
for /f "tokens=3 delims=<>" %%v in ('findstr /r "<version>" "%home%simulations\pom.xml"') do if not defined project set "project=%%v"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "classpath=%home%simulations\target\simulations-%project%.jar;%dist%\lib\*"
set "plugins="
if defined SPARSECORTEX_PLUGINS set plugins="-Dsparsecortex.plugins=%SPARSECORTEX_PLUGINS%"
if defined SPARSECORTEX_PLUGINS set "classpath=%classpath%;%SPARSECORTEX_PLUGINS%\*"
"%java%" -XX:+UseParallelGC -Djava.awt.headless=true -Djdk.console=java.base -Dsparsecortex.command=sparsecortex %plugins% %SPARSECORTEX_JAVA_OPTS% -cp "%classpath%" org.sparsecortex.simulations.cli.Main %*
exit /b %errorlevel%
