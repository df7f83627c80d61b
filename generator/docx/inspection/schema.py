"""What may stand in what, and in which order: the schema of WordprocessingML as far as a policy needs it.

From the transitional schema (ISO/IEC 29500-4, wml.xsd); of run properties the order that Word writes and the Open XML
SDK wants, though the schema allows any.
"""

from __future__ import annotations

#: Containers whose children stand in one order, each at most once but those in REPEATED.
SEQUENCES = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
    ),
    "numPr": "ilvl numId numberingChange ins",
    "pBdr": "top left bottom right between bar",
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "tblBorders": "top start left bottom end right insideH insideV",
    "tblCellMar": "top start left bottom end right",
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
        "headers cellIns cellDel cellMerge tcPrChange"
    ),
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "tcMar": "top start left bottom end right",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "styles": "docDefaults latentStyles style",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "font": ("altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic"),
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": (
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex equation comboBox date "
        "docPartObj docPartList dropDownList picture richText text citation group bibliography checkbox"
    ),
    "date": "dateFormat lid storeMappedDataAs calendar",
    "settings": (
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
        "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData "
        "embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
        "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors "
        "activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter "
        "stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting "
        "documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation "
        "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle "
        "defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets "
        "drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery "
        "displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin "
        "drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne "
        "strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema "
        "saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly "
        "useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults "
        "footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
        "doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType "
        "schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"
    ),
}
REPEATED = {
    *("headerReference", "footerReference", "lvl", "lvlOverride", "abstractNum", "num", "numPicBullet", "style"),
    *("tblStylePr", "attachedSchema", "activeWritingStyle", "smartTagType"),
}

_MARKS = "bookmarkStart bookmarkEnd proofErr permStart permEnd"
_CHANGES = "ins del moveFrom moveTo"
_IN_LINE = f"r hyperlink sdt fldSimple {_MARKS} {_CHANGES}"
_BLOCKS = f"p tbl sdt {_MARKS} {_CHANGES}"
_TABLE_MARKS = "bookmarkStart bookmarkEnd ins del"
#: Containers whose children may stand in any order.
CONTENTS = {
    "document": "background body",
    "body": f"{_BLOCKS} sectPr",
    "hdr": _BLOCKS,
    "ftr": _BLOCKS,
    "tc": f"tcPr {_BLOCKS}",
    "tr": f"tblPrEx trPr tc sdt {_TABLE_MARKS}",
    "tbl": f"tblPr tblGrid tr sdt {_TABLE_MARKS}",
    "tblGrid": "gridCol",
    "trPr": (
        "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden ins "
        "del trPrChange"
    ),
    "p": f"pPr {_IN_LINE}",
    "hyperlink": _IN_LINE,
    "fldSimple": _IN_LINE,
    "ins": f"{_IN_LINE} p tbl",
    "del": f"{_IN_LINE} p tbl",
    "sdtContent": f"{_IN_LINE} p tbl tr tc",
    "r": (
        "rPr t tab br cr sym noBreakHyphen softHyphen ptab delText instrText delInstrText fldChar drawing pict object "
        "lastRenderedPageBreak footnoteReference endnoteReference AlternateContent"
    ),
}
#: Children that stand first in theirs, if at all.
FIRST = {"pPr", "rPr", "tblPr", "tcPr", "tblPrEx"}
#: Containers of any order that hold each child once.
ONCE = {"trPr"}

#: The common namespaces; others stand in a part only where a program may ignore them (ECMA-376 Part 3, 10).
_OPEN = "http://schemas.openxmlformats.org/"
NAMESPACES = frozenset(
    {
        f"{_OPEN}wordprocessingml/2006/main",
        f"{_OPEN}officeDocument/2006/relationships",
        f"{_OPEN}officeDocument/2006/math",
        f"{_OPEN}drawingml/2006/wordprocessingDrawing",
        f"{_OPEN}drawingml/2006/main",
        f"{_OPEN}drawingml/2006/picture",
        f"{_OPEN}schemaLibrary/2006/main",
        f"{_OPEN}markup-compatibility/2006",
        "urn:schemas-microsoft-com:vml",
        "urn:schemas-microsoft-com:office:office",
        "urn:schemas-microsoft-com:office:word",
        "http://www.w3.org/XML/1998/namespace",
    }
)
COMPATIBILITY = f"{{{_OPEN}markup-compatibility/2006}}"
DRAWING = f"{{{_OPEN}drawingml/2006/main}}"
