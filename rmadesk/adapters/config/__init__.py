"""The settings file of this station, and where its files lie."""

from rmadesk.adapters.config.forms import LANGUAGES
from rmadesk.adapters.config.records import load_config, load_station
from rmadesk.adapters.config.source import default_config_path, default_database_path

__all__ = ["LANGUAGES", "default_config_path", "default_database_path", "load_config", "load_station"]
