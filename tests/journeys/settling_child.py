"""A supervisor settling by the command line's own path in a process of its own: tells each step once it is on the disk, until it is killed."""

import json
import sys
from pathlib import Path

from electdesk.services.commands import read_command
from electdesk.services.person import Person
from electdesk.services.users import authenticate
from electdesk.storage.regions import open_region


def main(file: Path, login: str, password: str) -> None:
    """Run the commands of standard input, one JSON object a line, and print the number of each once it is done."""
    region = open_region(file, Person("whoever"))
    authenticate(region, login, password)
    print("ready", flush=True)
    for line in sys.stdin:
        region.execute(read_command(line.encode()))
        print(json.loads(line)["station"], flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
