"""What Django says of a field that is filled in wrongly, said as we say it.

Our translations win over Django's own; naming the texts here keeps them in our catalogue.
"""

from django.utils.translation import gettext_noop as _

SAID_BY_DJANGO = (
    _("This field is required."),
    _("Enter a valid email address."),
    _("Enter a valid URL."),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
)
