"""HTML that strangers send: cleaned before it is stored for showing, and read as plain text."""

import itertools
import re
from base64 import b64encode
from collections.abc import Mapping
from html import unescape

import nh3

TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "center",
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
    "table": {"width", "cellpadding", "cellspacing"},
    "font": {"color"},
}
HIDDEN = re.compile(r"(?is)<(style|script|head|title|template)\b.*?(?:</\1\s*>|\Z)")
COMMENT = re.compile(r"(?s)<!--.*?(?:-->|\Z)")
BREAK = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li|/h[1-6]|/table|/blockquote|hr)\b[^<>]*>")
PARAGRAPH = re.compile(r"(?i)<(?:p|div|blockquote|table|ul|ol)\b[^<>]*>")
QUOTE = re.compile(
    r"(?is)<(?:blockquote[^<>]{0,500}(?:type=.?cite|gmail_quote|class=)|div[^<>]{0,500}(?:class=.?gmail_quote|"
    r"id=.?(?:appendonsend|divrplyfwdmsg|mail-editor-reference)|class=.?(?:yahoo_quoted|moz-cite)))"
)
DEEPEST_TAGS = 5000
MOST_CLEANED = 1_000_000
SLOW_SIGN = re.compile("[\x80-\xbf]")
SLOW_SIGNS_AT_ONCE = 5000
OPENS_OR_CLOSES = re.compile(
    r"<(/?)(?!(?:br|img|hr|meta|link|input|wbr|col)\b)[a-z]", re.IGNORECASE
)
TAG = re.compile(r"<[^<>]*>")
INLINE = re.compile(r'(?i)src="cid:([^"]*)"')
REMOTE = re.compile(r'(?i)<img\b[^>]*\bsrc="(?:https?:)?//')
PICTURES = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
]


def clean_html(html: str) -> str:
    """Return HTML with nothing that runs, frames, submits or styles the page around it.

    What is nested deeper than any writer nests is left out: its text is shown without it.
    """
    if _depth(html) > DEEPEST_TAGS:
        return ""
    return nh3.clean(
        _in_pieces(html[:MOST_CLEANED]),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        link_rel="noopener noreferrer nofollow",
    )


def _in_pieces(html: str) -> str:
    """Break texts of very many signs such as the fixed space by comments, which do not stay.

    The cleaner needs the square of them in one text (nh3 0.3: 400,000 took it two seconds).
    """
    count = itertools.count(1)
    return SLOW_SIGN.sub(
        lambda sign: sign[0] if next(count) % SLOW_SIGNS_AT_ONCE else f"{sign[0]}<!---->", html
    )


def _depth(html: str) -> int:
    """Return how deep tags are nested, if all that are not closed are; a parser needs its square."""
    depth = deepest = 0
    for closes in OPENS_OR_CLOSES.findall(html):
        depth = max(depth - 1, 0) if closes else depth + 1
        deepest = max(deepest, depth)
    return deepest


def has_remote_pictures(html: str) -> bool:
    """Tell whether clean HTML has pictures that would be fetched from somebody's server."""
    return bool(REMOTE.search(html))


def with_inline_pictures(html: str, files: Mapping[str, bytes]) -> str:
    """Put the pictures that came with a mail into its clean HTML; `files` by Content-ID.

    What kind of picture a file is its bytes say, never its name (RFC 2392, RFC 2397).
    """

    def picture(found: re.Match[str]) -> str:
        content = files.get(unescape(found[1]), b"")
        kind = next((kind for begins, kind in PICTURES if content.startswith(begins)), "")
        return f'src="data:{kind};base64,{b64encode(content).decode()}"' if kind else 'src=""'

    return INLINE.sub(picture, html)


def html_to_text(html: str) -> str:
    """Return what a person reads in a piece of HTML, as plain lines."""
    text = COMMENT.sub("", HIDDEN.sub("", html))
    text = re.sub(r"\s+", " ", text)
    text = TAG.sub("", PARAGRAPH.sub("\n", BREAK.sub("\n", text)))
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in unescape(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def html_before_quote(html: str) -> str:
    """Return the HTML in front of the marks that mail programs put around what they quote."""
    found = QUOTE.search(html)
    return html[: found.start()] if found else html
