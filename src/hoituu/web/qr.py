"""A link as a picture that a phone's camera reads (ISO/IEC 18004)."""

from markupsafe import Markup
from qrcode import QRCode

BORDER = 4  # modules: what the standard asks for, so that cameras find it


def qr_svg(text: str, *, label: str) -> Markup:
    """Return a QR code as SVG, dark on light in every colour scheme; `label` says what it opens."""
    code = QRCode(border=BORDER)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module
    )
    return Markup(
        '<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}">'
        '<rect width="{size}" height="{size}" fill="#fff"/><path d="{dark}" fill="#000"/></svg>'
    ).format(size=len(rows), label=label, dark=dark)
