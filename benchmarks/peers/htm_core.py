"""C++ htm.core: htm_core.py learn|infer|first|pool-learn|pool-infer PATTERNS.i32 ACTIVE SIZE [REPETITIONS].

Nobody packages it: HTM_CORE names a checkout of https://github.com/htm-community/htm.core. htm_core.cpp is compiled with its sources, once, by g++ or
what CXX names, and takes the turns. The headers of cereal are needed, too (Debian: libcereal-dev).
"""
import os
import pathlib
import subprocess
import sys

import turns

FOLDERS = ["algorithms", "os", "types", "utils"]
FLAGS = ["-std=c++17", "-O3", "-march=native", "-DNDEBUG"]

if "HTM_CORE" not in os.environ:
    turns.absent("HTM_CORE names no checkout of it")
source = pathlib.Path(os.environ["HTM_CORE"]).resolve() / "src"
binary = source.parent / "beside-sparsecortex"
driver = pathlib.Path(__file__).with_name("htm_core.cpp")
if not binary.exists() or binary.stat().st_mtime < driver.stat().st_mtime:
    files = [str(file) for folder in FOLDERS for file in sorted((source / "htm" / folder).glob("*.cpp"))]
    compiler = os.environ.get("CXX", "g++")
    subprocess.run([compiler, *FLAGS, f"-I{source}", "-o", str(binary), str(driver), *files], check=True, stdout=sys.stderr)
os.execv(binary, [str(binary), *sys.argv[1:]])
