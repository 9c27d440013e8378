from ethics_cli.api import EthicsError as EthicsError
from ethics_cli.api import Found as Found
from ethics_cli.api import Problem as Problem
from ethics_cli.api import Reviewed as Reviewed
from ethics_cli.api import Session as Session
from ethics_cli.api import Walk as Walk
from ethics_cli.api import example_session as example_session
from ethics_cli.api import fold as fold
from ethics_cli.api import open_session as open_session
from ethics_cli.api import record as record
from ethics_cli.api import record_data as record_data
from ethics_cli.api import review as review
from ethics_cli.api import review_many as review_many

__version__: str
