"""The mistakes that are planted in a sample: each one breaks one rule, as a tired hand would break it, and nothing else."""

from collections.abc import Callable
from typing import Final

import msgspec

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.services.sample.figures import Protocol, with_reserve
from electdesk.services.sample.stations import DrawnStation


class Planted(msgspec.Struct, frozen=True, order=True):
    """What was planted at which station: ``kind`` as in resources/samples/README.md, ``codes`` what the checks report there."""

    kind: str
    station: str
    codes: tuple[str, ...] = ()


class Mistake(msgspec.Struct, frozen=True):
    """One kind of mistake: ``spoil`` makes the protocol wrong, ``fits`` says at which stations it shows as nothing but itself."""

    kind: str
    code: str
    spoil: Callable[[DrawnStation, Protocol], Protocol]
    fits: Callable[[DrawnStation, Protocol], bool] = lambda station, _: station.voters >= 150


def exchange_last_digits(count: int) -> int:
    """The count with its last two digits exchanged; ten more where they are equal."""
    tens, ones = divmod(count % 100, 10)
    return count + 10 if tens == ones else count - count % 100 + ones * 10 + tens


def _largest(protocol: Protocol) -> int:
    return max(range(len(protocol.votes)), key=protocol.votes.__getitem__)


def _smallest(protocol: Protocol) -> int:
    return min(range(len(protocol.votes)), key=protocol.votes.__getitem__)


def _winner_exchanged(_: DrawnStation, protocol: Protocol) -> Protocol:
    winner = _largest(protocol)
    return protocol.with_vote(winner, exchange_last_digits(protocol.votes[winner]))


def _list_in_line_3a(_: DrawnStation, protocol: Protocol) -> Protocol:
    return protocol.with_lines(issued_by_certificate=protocol.lines["registered"])


def _list_in_line_3b(_: DrawnStation, protocol: Protocol) -> Protocol:
    return protocol.with_lines(issued_outside=protocol.lines["registered"])


def _cancelled_exchanged(_: DrawnStation, protocol: Protocol) -> Protocol:
    return protocol.with_lines(cancelled=exchange_last_digits(protocol.lines["cancelled"]))


def _more_came_than_listed(station: DrawnStation, protocol: Protocol) -> Protocol:
    issued = station.voters + 2
    winner = _largest(protocol)
    more = issued - protocol.lines["took_part"]
    changed = protocol.with_vote(winner, protocol.votes[winner] + more)
    return changed.with_lines(issued=issued, cancelled=protocol.lines["received"] - issued, took_part=issued)


def _took_part(more: int) -> Callable[[DrawnStation, Protocol], Protocol]:
    """The ballots found are ``more`` than those given out (fewer: negative); the piles agree with the ballots found."""

    def spoil(_: DrawnStation, protocol: Protocol) -> Protocol:
        winner = _largest(protocol)
        found = protocol.lines["issued"] + more
        change = found - protocol.lines["took_part"]
        return protocol.with_vote(winner, protocol.votes[winner] + change).with_lines(took_part=found)

    return spoil


def _certificates_beyond_list(station: DrawnStation, protocol: Protocol) -> Protocol:
    return protocol.with_lines(certificates_issued=station.voters + 287)


def _another_list(station: DrawnStation, protocol: Protocol) -> Protocol:
    return protocol.with_lines(registered=station.voters + 90)


def _received(change: Callable[[int], int]) -> Callable[[DrawnStation, Protocol], Protocol]:
    def spoil(station: DrawnStation, protocol: Protocol) -> Protocol:
        received = change(station.voters)
        return protocol.with_lines(received=received, cancelled=received - protocol.lines["issued"])

    return spoil


def _winner_and_last_exchanged(_: DrawnStation, protocol: Protocol) -> Protocol:
    winner, last = _largest(protocol), _smallest(protocol)
    first, second = protocol.votes[winner], protocol.votes[last]
    return protocol.with_vote(winner, second).with_vote(last, first)


def _nobody(_: DrawnStation, protocol: Protocol) -> Protocol:
    nothing = dict.fromkeys(("issued", "issued_by_certificate", "issued_outside", "took_part", "invalid"), 0)
    return Protocol({**protocol.lines, **nothing, "cancelled": protocol.lines["received"]}, (0,) * len(protocol.votes))


def _marked(line: str, mark: int) -> Callable[[DrawnStation, Protocol], Protocol]:
    return lambda _, protocol: protocol.with_lines(**{line: mark})


def _vote_left_out(_: DrawnStation, protocol: Protocol) -> Protocol:
    return protocol.with_vote(_smallest(protocol), BLANK)


def _has_room(station: DrawnStation, protocol: Protocol) -> bool:
    return station.voters >= 300 and protocol.lines["issued"] + 30 < station.voters


MISTAKES: Final[tuple[Mistake, ...]] = (
    *(Mistake("K1", "K1", _winner_exchanged) for _ in range(4)),
    Mistake("K2", "K2", _list_in_line_3a),
    Mistake("K3", "K3", _list_in_line_3b),
    *(Mistake("K5", "K5", _cancelled_exchanged) for _ in range(3)),
    Mistake("BLANK", "BLANK", _marked("invalid", BLANK)),
    Mistake("BLANK", "BLANK", _marked("cancelled", BLANK)),
    Mistake("BLANK", "BLANK", _vote_left_out),
    Mistake("no_number", "K5", _marked("cancelled", NO_NUMBER)),
    Mistake("no_number_soft", "K8", _marked("certificates_issued", NO_NUMBER)),
    Mistake("K4", "K4", _more_came_than_listed, _has_room),
    Mistake("K6", "K6", _took_part(4)),
    *(Mistake("K7", "K7", _took_part(-12)) for _ in range(2)),
    Mistake("K8", "K8", _certificates_beyond_list),
    *(Mistake("V1", "V1", _another_list) for _ in range(4)),
    Mistake("V2", "V2", _received(lambda voters: with_reserve(voters) + 100)),
    Mistake("V2", "V2", _received(lambda voters: voters - 12), _has_room),
    Mistake("P2", "P2", _winner_and_last_exchanged, lambda station, _: not station.city and 300 <= station.voters <= 900),
    Mistake("P3", "P3", _nobody, lambda station, _: not station.city and station.voters <= 200),
)
"""Mistakes that stay as they are until somebody looks at them."""

CONFIRMED: Final[tuple[Mistake, ...]] = (
    *(Mistake("confirmed", "K7", _took_part(-7)) for _ in range(3)),
    *(Mistake("confirmed", "V1", _another_list) for _ in range(3)),
    Mistake("confirmed", "K4", _more_came_than_listed, _has_room),
    Mistake("confirmed", "V2", _received(lambda voters: with_reserve(voters) + 50)),
)
"""Soft findings that the clerk compared with the paper and confirmed."""

SLIP: Final = Mistake("K5", "K5", _cancelled_exchanged)
"""The mistake of the papers that were corrected, and of the one accepted as it is."""
