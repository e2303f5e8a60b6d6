"""Reports, leaflets and posters."""

from handlers.engine.topic import Topic
from handlers.printing import documents, fridays, report_template

TOPIC = Topic(
    routes=(
        *documents.ROUTES,
        *fridays.ROUTES,
        *report_template.ROUTES,
    ),
    continuations=report_template.CONTINUATIONS,
    errands={**documents.ERRANDS, **report_template.ERRANDS},
)
