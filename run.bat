@echo off
chcp 65001 >nul
cd /d "%~dp0"
if exist .venv\.run-ready goto start
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul
if errorlevel 1 (
  echo Нужен Python 3.11 или новее: https://www.python.org/downloads/
  pause
  exit /b 2
)
py -3 -m venv .venv
.venv\Scripts\python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r constraints\run.txt
if errorlevel 1 (
  echo Библиотеки не установились: проверьте интернет и запустите ещё раз.
  pause
  exit /b 1
)
echo ready> .venv\.run-ready
:start
.venv\Scripts\python -m bot
pause
