"""Rasa's own commands work on the same files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from assistant.dialogue import modell

RASA = Path(sys.executable).with_name("rasa")
ENV = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TQDM_DISABLE": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}


def rasa(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(RASA), *args], cwd=modell.ROOT, env=ENV, capture_output=True, text=True)


def test_data_validate_when_run_as_stock_command_then_no_conflicts() -> None:
    done = rasa("data", "validate", "--domain", "assistant/domain/rasa", "--data", "nlu_data", "stories", "--config", "assistant/config.yml",
                "--fail-on-warnings")
    assert done.returncode == 0, (done.stdout + done.stderr)[-1500:]


def test_core_when_run_as_stock_command_then_every_test_story_is_right(tmp_path: Path) -> None:
    done = rasa("test", "core", "--stories", "stories/test_stories.yml", "--model", str(modell.train()), "--out", str(tmp_path),
                "--fail-on-prediction-errors")
    assert done.returncode == 0, (done.stdout + done.stderr)[-1500:]
    report = json.loads((tmp_path / "story_report.json").read_text())
    assert report["accuracy"] == 1.0
