"""LibreOffice as an editor: a macro opens files, edits them as a person would, and saves them as Word files."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

#: One thing done in a file: the name of a macro below, and its texts.
Step = tuple[str, ...]

_BASIC = """
Sub Change(doc, old, added)
  Dim found
  found = Place(doc, old)
  found.setString(added)
End Sub

Sub AddAfter(doc, words, added)
  Dim cursor
  cursor = Paragraph(doc, words)
  cursor.collapseToEnd()
  cursor.getText().insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  cursor.getText().insertString(cursor, added, False)
End Sub

Sub SplitBefore(doc, words)
  Dim cursor
  cursor = Place(doc, words)
  cursor.collapseToStart()
  cursor.getText().insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
End Sub

Sub JoinNext(doc, words)
  Dim cursor
  cursor = Paragraph(doc, words)
  cursor.collapseToEnd()
  cursor.goRight(1, True)
  cursor.setString(" ")
End Sub

Sub Remove(doc, words)
  Dim cursor
  cursor = Paragraph(doc, words)
  cursor.goRight(1, True)
  cursor.setString("")
End Sub

Sub TypeBefore(doc, words, added)
  Dim cursor
  cursor = Paragraph(doc, words)
  cursor.collapseToStart()
  cursor.getText().insertString(cursor, added, False)
End Sub

Sub Track(doc)
  doc.RecordChanges = True
End Sub

Sub AcceptAll(doc)
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch( _
    doc.CurrentController.Frame, ".uno:AcceptAllTrackedChanges", "", 0, Array())
End Sub

Function Place(doc, words)
  Dim wanted
  wanted = doc.createSearchDescriptor()
  wanted.SearchString = words
  wanted.SearchCaseSensitive = True
  Place = doc.findFirst(wanted)
End Function

Function Paragraph(doc, words)
  Dim found, cursor
  found = Place(doc, words)
  cursor = found.getText().createTextCursorByRange(found)
  cursor.gotoStartOfParagraph(False)
  cursor.gotoEndOfParagraph(True)
  Paragraph = cursor
End Function

Function Opened(file)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = False
  Opened = StarDesktop.loadComponentFromURL(file, "_blank", 0, hidden())
End Function

Sub Save(doc, file)
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  doc.storeToURL(file, filter())
  doc.close(True)
End Sub
"""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCRIPT = "http://openoffice.org/2000/script"


def edit(folder: Path, files: Mapping[str, bytes], edits: Mapping[str, tuple[str, Sequence[Step]]]) -> dict[str, Path]:
    """Edited copies of files: each of ``edits`` names a file and what is done in it; all in one call."""
    lines = ["Sub Main", "Dim doc, report", "On Error GoTo Failed"]
    made = {}
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    for number, (name, (file, steps)) in enumerate(edits.items()):
        made[name] = folder / f"edited{number}.docx"
        lines.append(f'doc = Opened("{(folder / f"{file}.docx").as_uri()}")')
        lines += [f"{step} {', '.join(['doc', *map(_quoted, texts)])}" for step, *texts in steps]
        lines.append(f'Save(doc, "{made[name].as_uri()}")')
    failed = folder / "failed"
    lines += ["StarDesktop.terminate()", "Exit Sub", "Failed:", "report = FreeFile"]
    lines += [f'Open "{failed}" For Output As #report', 'Print #report, Error() & " " & Erl', "Close #report"]
    _run(folder, "\n".join([*lines, "StarDesktop.terminate()", "End Sub", _BASIC]))
    assert not failed.exists(), failed.read_text(encoding="utf-8")
    return made


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _run(folder: Path, basic: str) -> None:
    """Runs ``Main`` of the first module in the library of a profile of its own, which the first start makes."""
    profile = folder / "profile"
    _soffice(profile, "--terminate_after_init")
    module = (
        f'<script:module xmlns:script="{_SCRIPT}" script:name="Module1" script:language="StarBasic">'
        f"{escape(basic, quote=False)}</script:module>"
    )
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(_HEAD + module, encoding="utf-8")
    _soffice(profile, "macro:///Standard.Module1.Main")


def _soffice(profile: Path, what: str) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", what]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
