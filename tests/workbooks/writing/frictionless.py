"""The rules of Data Package and Table Schema (version 1) that our packages must keep, written from the public specifications."""

import csv
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any, Final

import jsonschema

_NAME: Final = {"type": "string", "pattern": "^([-a-z0-9._/])+$"}
_FIELD: Final = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "type": {"enum": ["string", "integer", "number", "boolean", "datetime", "date", "time"]},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "constraints": {
            "type": "object",
            "properties": {
                "minimum": {"type": "integer"},
                "enum": {"type": "array", "minItems": 1},
                "required": {"type": "boolean"},
            },
            "additionalProperties": False,
        },
        "trueValues": {"type": "array"},
        "falseValues": {"type": "array"},
        "decimalChar": {"type": "string"},
    },
    "additionalProperties": False,
}
PROFILE: Final = {
    "type": "object",
    "required": ["name", "profile", "resources", "created"],
    "properties": {
        "name": _NAME,
        "profile": {"const": "tabular-data-package"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "created": {"type": "string"},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "profile", "schema", "encoding", "dialect", "bytes", "hash"],
                "properties": {
                    "name": _NAME,
                    "path": {"type": "string", "pattern": r"^(?!/|\.\.)[^\\:]+$"},
                    "profile": {"const": "tabular-data-resource"},
                    "encoding": {"const": "utf-8"},
                    "bytes": {"type": "integer"},
                    "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
                    "dialect": {"type": "object", "required": ["delimiter"]},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {"type": "array", "minItems": 1, "items": _FIELD},
                            "missingValues": {"type": "array", "items": {"type": "string"}},
                            "primaryKey": {"type": "array", "items": {"type": "string"}},
                            "foreignKeys": {"type": "array"},
                        },
                        "additionalProperties": False,
                    },
                },
            },
        },
    },
}


def package(folder: Path) -> dict[str, Any]:
    """The description of a package, held against the profile and against every cell of its tables. Returns it."""
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(PROFILE).validate(described)
    assert dt.datetime.fromisoformat(described["created"]).tzinfo is not None
    keys: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {}
    names = [resource["name"] for resource in described["resources"]]
    assert len(set(names)) == len(names)
    for resource in described["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") == (resource["bytes"], resource["hash"])
        head, *rows = table(folder, resource)
        fields = resource["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert len(set(head)) == len(head)
        missing = resource["schema"].get("missingValues", [""])
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                _hold(field, cell, missing, resource["name"])
        for wanted in [resource["schema"].get("primaryKey")]:
            if wanted:
                found = [tuple(row[head.index(name)] for name in wanted) for row in rows]
                assert len(set(found)) == len(found), f"{resource['name']}: a primary key stands twice"
                keys[resource["name"], tuple(wanted)] = set(found)
        for key in resource["schema"].get("foreignKeys", []):
            known = keys[key["reference"]["resource"], tuple(key["reference"]["fields"])]
            assert {tuple(row[head.index(name)] for name in key["fields"]) for row in rows} <= known
    return described


def table(folder: Path, resource: dict[str, Any]) -> list[list[str]]:
    """The rows of a table, headings first, read as its description says."""
    with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=resource["dialect"]["delimiter"]))


def _hold(field: dict[str, Any], cell: str, missing: list[str], where: str) -> None:
    told = f"{where}, {field['name']}: {cell!r}"
    limits = field.get("constraints", {})
    if cell in missing:
        assert not limits.get("required"), told
        return
    match field["type"]:
        case "integer":
            assert int(cell) >= limits.get("minimum", int(cell)), told
        case "number":
            float(cell)
        case "boolean":
            assert cell in (*field["trueValues"], *field["falseValues"]), told
        case "datetime":
            dt.datetime.fromisoformat(cell)
        case "string" if "enum" in limits:
            assert cell in limits["enum"], told
