"""Ready texts for replies."""

from datetime import datetime

from hoituu.conversations.models import Template
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def keep_template(
    template: Template,
    *,
    name: str,
    body: str,
    language: str,
    actor_id: int | None = None,
    now: datetime,
) -> Template:
    """Write a ready text down, or change it."""
    template.name, template.body, template.language = name, body, language
    template.save()
    write("template.kept", actor_id=actor_id, now=now, template_id=template.pk)
    return template


@atomic
def remove_template(template: Template, *, actor_id: int, now: datetime) -> None:
    """Take a ready text away."""
    write("template.removed", actor_id=actor_id, now=now, template_id=template.pk)
    template.delete()
