"""What is added to a built folder: its manifest, the list of its parts, the mark of a portable folder, and a page for whoever opens it.

python finish.py FOLDER [--no-flag]
"""

import hashlib
import importlib.metadata
import json
import re
import sys
import uuid
from pathlib import Path

MANIFEST = "MANIFEST.sha256"
GLIBC = re.compile(rb"GLIBC_(\d+)\.(\d+)")
README = """ElectDesk

RU  Запуск: electdesk. Установка не нужна, права администратора тоже. Проверка файлов программы: electdesk --self-check.
    Настройки лежат в папке settings рядом с программой, пока рядом лежит portable.flag.
    Файл региона откройте на этом компьютере, не на флешке: программа предложит это сама.
KK  Іске қосу: electdesk. Орнату да, әкімші құқығы да керек емес. Бағдарлама файлдарын тексеру: electdesk --self-check.
    Баптаулар portable.flag тұрғанда бағдарлама жанындағы settings қалтасында сақталады.
    Өңір файлын флешкада емес, осы компьютерде ашыңыз: бағдарлама мұны өзі ұсынады.
EN  Start: electdesk. No installation and no administrator is needed. Check of the program's files: electdesk --self-check.
    Settings lie in the folder settings beside the program as long as portable.flag lies there.
    Open the region file on this computer and not on the stick: the program offers it by itself.
"""


def main(folder: Path, *, flag: bool) -> None:
    """Finish the folder and say what system it needs."""
    (folder / "README.txt").write_text(README, encoding="utf-8")
    (folder / "SBOM.cdx.json").write_text(json.dumps(parts(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if flag:
        (folder / "portable.flag").write_bytes(b"")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in (MANIFEST, "portable.flag"))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files]
    (folder / MANIFEST).write_text("\n".join(lines) + "\n", encoding="utf-8")
    version, name = needed_glibc(folder)
    size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder}: {len(files)} files, {size / 2**20:.0f} MiB, needs glibc {version[0]}.{version[1]} or newer (most: {name})")
    digest = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    print("fingerprint of the manifest:", " ".join(digest[start : start + 4] for start in range(0, 64, 4)))


def needed_glibc(folder: Path) -> tuple[tuple[int, int], str]:
    """The newest version of glibc that a shared object of the folder asks for, and which one does."""
    newest, by = (0, 0), ""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        content = path.read_bytes()
        if content[:4] != b"\x7fELF":
            continue
        for major, minor in GLIBC.findall(content):
            if (version := (int(major), int(minor))) > newest:
                newest, by = version, path.name
    return newest, by


def parts() -> dict[str, object]:
    """The libraries of the environment that the folder was built in, as CycloneDX 1.5 names them."""
    components = [
        {
            "type": "library",
            "name": each.metadata["Name"],
            "version": each.version,
            "purl": f"pkg:pypi/{each.metadata['Name'].lower()}@{each.version}",
            "licenses": [
                {"license": {"name": each.metadata["License-Expression"] or each.metadata["License"] or "see the project"}}
            ],
        }
        for each in sorted(importlib.metadata.distributions(), key=lambda each: each.metadata["Name"].lower())
    ]
    names = "\n".join(f"{each['name']} {each['version']}" for each in components)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, names)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "electdesk"}},
        "components": components,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), flag="--no-flag" not in sys.argv)
