"""State machines' definitions, parsed once.

LocalStack parses a definition's text at each start of an execution, and several times whenever it is created, updated
or described: a third of a second of one processor for a thousand lines. What comes of a text is the same each time;
only the components that an execution goes through are its own, and are still made for each. Half of the time for these
went into putting together the text of each part of the tree, again and again, although a parsed tree does not change.
"""

from functools import lru_cache

KEPT = 64


def install() -> None:
    from antlr4 import RuleContext
    from localstack.services.stepfunctions.asl.parse import asl_parser

    RuleContext.getText = text_once(RuleContext.getText)
    parser = asl_parser.AmazonStateLanguageParser
    parse = parser.parse

    @lru_cache(KEPT)
    def tree(definition: str):
        _, parsed = parse(definition)
        return parsed

    def parse_once(definition: str):
        parsed = tree(definition)
        return asl_parser.Preprocessor().visit(parsed), parsed

    parser.parse = staticmethod(parse_once)


def text_once(get_text):
    def kept(part) -> str:
        # A part of a tree that is still being read is not asked for its text.
        if (text := part.__dict__.get("icalocal_text")) is None:
            text = part.__dict__["icalocal_text"] = get_text(part)
        return text

    return kept
