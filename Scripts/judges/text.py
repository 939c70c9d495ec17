"""Prints, for each PDF file, its text as PDFium, the reader of a widespread browser, takes it.

A line of JSON a file: `content` is the text in marked content of the structure, `artifacts` the text
marked as page furniture, `loose` the text that is neither (there must be none); `tagged` says whether
PDFium finds the file tagged at all. `selected` is what selecting all of each page gives.
"""
import ctypes
import json
import sys

import pypdfium2
import pypdfium2.raw as raw


def marks(text_object):
    """The names of the marked-content sequences that a text object stands in."""
    names = []
    for number in range(raw.FPDFPageObj_CountMarks(text_object)):
        mark, size = raw.FPDFPageObj_GetMark(text_object, number), ctypes.c_ulong()
        raw.FPDFPageObjMark_GetName(mark, None, 0, size)
        buffer = (ctypes.c_ushort * max(size.value // 2, 1))()
        raw.FPDFPageObjMark_GetName(mark, buffer, size.value, size)
        names.append(bytes(buffer).decode("utf-16-le").rstrip("\0"))
    return names


def text(text_object, text_page):
    """The text of a text object."""
    size = raw.FPDFTextObj_GetText(text_object, text_page, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFTextObj_GetText(text_object, text_page, pointer, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def kind(text_object):
    """Which of the three kinds a text object is of."""
    if "Artifact" in marks(text_object):
        return "artifacts"
    return "content" if raw.FPDFPageObj_GetMarkedContentID(text_object) >= 0 else "loose"


def read(path):
    """All text of a file by kind."""
    document = pypdfium2.PdfDocument(path)
    found = {"content": [], "artifacts": [], "loose": [], "selected": []}
    for page in document:
        page.render(scale=0.5)
        text_page = page.get_textpage()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=10):
            found[kind(item.raw)].append(text(item.raw, text_page.raw))
        # Where PDFium makes one word of two lines, it marks the place; who copies the text does not get the mark.
        found["selected"].append(text_page.get_text_range().replace("\ufffe", ""))
    return {"file": path, "tagged": bool(raw.FPDFCatalog_IsTagged(document)), **found}


for argument in sys.argv[1:]:
    print(json.dumps(read(argument), ensure_ascii=False))
