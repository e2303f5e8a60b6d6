"""Reports, leaflets and posters."""

from handlers.engine.topic import Topic
from handlers.printing import documents, fridays, report_template, schools_report

TOPIC = Topic(
    routes=(
        *documents.ROUTES,
        *fridays.ROUTES,
        *report_template.ROUTES,
        *schools_report.ROUTES,
    ),
    continuations=report_template.CONTINUATIONS,
    errands={**documents.ERRANDS, **report_template.ERRANDS, **schools_report.ERRANDS},
)
