"""Definitions are parsed once, executed anew, and refused as before."""

import inspect
import json

import pytest
from antlr4 import RuleContext
from localstack.services.stepfunctions.asl.parse import asl_parser

from icalocal.repairs import definition_parsing


@pytest.fixture
def parser(monkeypatch):
    monkeypatch.setattr(asl_parser.AmazonStateLanguageParser, "parse", staticmethod(asl_parser.AmazonStateLanguageParser.parse))
    texts = []
    whole = asl_parser.InputStream
    monkeypatch.setattr(asl_parser, "InputStream", lambda text: texts.append(text) or whole(text))
    monkeypatch.setattr(RuleContext, "getText", RuleContext.getText)
    definition_parsing.install()
    return asl_parser.AmazonStateLanguageParser, texts


def definition(name):
    return json.dumps({"StartAt": name, "States": {name: {"Type": "Succeed"}}})


def test_each_text_is_read_once_and_each_execution_gets_components_of_its_own(parser):
    asl, texts = parser
    one, tree = asl.parse(definition("One"))
    again, same = asl.parse(definition("One"))
    other, _ = asl.parse(definition("Other"))

    assert texts == [definition("One"), definition("Other")]
    assert same is tree
    assert one is not again
    assert (one.start_at.start_at_name, again.start_at.start_at_name, other.start_at.start_at_name) == ("One", "One", "Other")


def test_what_is_no_definition_is_refused_each_time(parser):
    asl, texts = parser
    for _ in range(2):
        with pytest.raises(asl_parser.ASLParserException):
            asl.parse("{}x")
    assert len(texts) == 2


def test_the_text_of_a_part_is_put_together_once(parser, monkeypatch):
    asl, _ = parser
    _, tree = asl.parse(definition("One"))
    text = tree.getText()
    monkeypatch.setattr(tree, "children", None)

    assert tree.getText() is text
    assert text.startswith('{"StartAt":"One"')


def test_the_library_still_puts_it_together_each_time():
    assert "getText()" in inspect.getsource(RuleContext.getText)
