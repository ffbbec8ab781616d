"""XML of files from outside: no document types, no entities, no depth, and what is broken is called damaged."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers.expat import ExpatError, XMLParserType

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from electdesk.workbooks.reading.limits import DEEPEST
from electdesk.workbooks.reading.refusal import Refused

_Result = TypeVar("_Result")


class _ShallowBuilder(TreeBuilder):
    """A tree that refuses depth before it is built."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused("source_unsafe", reason="depth", limit=DEEPEST)
        return super().start(local(tag), {local(name): value for name, value in attrs.items()})

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(local(tag))


def local(name: str) -> str:
    """The name without its namespace: transitional and strict workbooks differ in nothing else that is read here."""
    return name.rpartition("}")[2]


def tree(data: bytes) -> Element:
    """A small part as a tree of names without namespaces. Refuses source_unsafe and source_damaged."""
    return _guarded(lambda: _parsed(data))


def _parsed(data: bytes) -> Element:
    parser = DefusedXMLParser(target=_ShallowBuilder(), forbid_dtd=True)
    parser.feed(data)
    root = parser.close()
    assert isinstance(root, Element)
    return root


Start = Callable[[str, dict[str, str]], Any]
End = Callable[[str], Any]
Text = Callable[[str], Any]


def listen(chunks: Iterable[bytes], start: Start, end: End, text: Text) -> None:
    """Tell of elements (``namespace}name``), their ends and the text between as it is read. Refuses as ``tree`` does."""
    parser: XMLParserType = DefusedXMLParser(target=_Silent(), forbid_dtd=True).parser
    depth = 0

    def starts(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refused("source_unsafe", reason="depth", limit=DEEPEST)
        start(name, attributes)

    def ends(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser.ordered_attributes = False
    parser.buffer_text = True
    parser.StartElementHandler = starts
    parser.EndElementHandler = ends
    parser.CharacterDataHandler = text
    parser.DefaultHandlerExpand = None

    def feed() -> None:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    _guarded(feed)


class _Silent:
    """The parser's guards are wanted, its tree is not."""

    def close(self) -> None:
        return None


def _guarded(work: Callable[[], _Result]) -> _Result:
    try:
        return work()
    except DefusedXmlException as error:
        raise Refused("source_unsafe", reason="entities") from error
    except (ExpatError, ParseError, UnicodeError, LookupError, ValueError) as error:
        raise Refused("source_damaged", error=type(error).__name__) from error
