"""HTML that strangers send: cleaned before it is stored for showing, and read as plain text."""

import re
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
    r"(?is)<(?:blockquote[^>]*(?:type=.?cite|gmail_quote|class=)|div[^>]*(?:class=.?gmail_quote|"
    r"id=.?(?:appendonsend|divrplyfwdmsg|mail-editor-reference)|class=.?(?:yahoo_quoted|moz-cite)))"
)
TAG = re.compile(r"<[^<>]*>")


def clean_html(html: str) -> str:
    """Return HTML with nothing that runs, frames, submits or styles the page around it."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        link_rel="noopener noreferrer nofollow",
    )


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
