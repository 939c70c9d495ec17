"""What pyHanko says of signatures, and signatures that pyHanko makes, for the tests of Signing.

check.py status ROOT.pem FILE.pdf...    a JSON object a file, one a line
check.py sign KEY.pem SIGNER.pem CHAIN.pem FIELD IN.pdf OUT.pdf [SUBFILTER]
check.py rewrite IN.pdf OUT.pdf         the same document with cross-reference streams
"""
import io
import json
import logging
import sys

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)


def check(root, path):
    context = ValidationContext(
        trust_roots=list(load_certs_from_pemder([root])),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    with open(path, "rb") as handle:
        result = []
        for signature in PdfFileReader(handle).embedded_signatures:
            try:
                status = validate_pdf_signature(signature, context)
            except Exception as error:
                result.append({"field": signature.field_name, "error": str(error), "good": False})
                continue
            level = status.modification_level
            result.append(
                {
                    "field": signature.field_name,
                    "intact": status.intact,
                    "valid": status.valid,
                    "trusted": status.trusted,
                    "coverage": status.coverage.name,
                    "changes": level.name if level else None,
                    "good": status.bottom_line,
                }
            )
        return result


def status(root, *paths):
    for path in paths:
        try:
            print(json.dumps({"signatures": check(root, path)}))
        except Exception as error:
            print(json.dumps({"error": f"{type(error).__name__}: {error}", "signatures": []}))


def sign(key, certificate, chain, field, source, target, subfilter="/ETSI.CAdES.detached"):
    signer = signers.SimpleSigner.load(key, certificate, ca_chain_files=[chain])
    metadata = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter(subfilter), md_algorithm="sha256"
    )
    with open(source, "rb") as handle:
        out = signers.sign_pdf(IncrementalPdfFileWriter(handle), metadata, signer=signer)
    with open(target, "wb") as handle:
        handle.write(out.getvalue())


def rewrite(source, target):
    with open(source, "rb") as handle:
        writer = copy_into_new_writer(PdfFileReader(handle))
        writer.stream_xrefs = True
        out = io.BytesIO()
        writer.write(out)
    with open(target, "wb") as handle:
        handle.write(out.getvalue())


{"status": status, "sign": sign, "rewrite": rewrite}[sys.argv[1]](*sys.argv[2:])
