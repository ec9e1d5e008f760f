@echo off
rem iovlab COMMAND ...: the lab from a shell; "iovlab help" lists the commands. The app runs it and opens no window.
"%~dp0..\..\IOVLab.exe" --lab-command -- %*
exit /b %ERRORLEVEL%
