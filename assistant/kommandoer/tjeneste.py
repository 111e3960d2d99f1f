"""`kartlegging tjeneste ny` and `kartlegging tjeneste sjekk`: the service's own file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Innstillingene til tjenesten, i filen tjeneste.yml.", no_args_is_help=True)
EXAMPLE = Path(__file__).parents[2] / "docs" / "eksempel-tjeneste.yml"
DataFolder = Annotated[Path, typer.Option("--data", envvar="KARTLEGGING_DATA", help="Mappen som sakene ligger i.")]
File = Annotated[Path | None, typer.Argument(metavar="FIL", help="Filen. Uten: tjeneste.yml i datamappen, eller KARTLEGGING_TJENESTEFIL.")]


@app.command()
def ny(file: File = None, data: DataFolder = Path("data")) -> None:
    """Skriv en kommentert fil å fylle ut."""
    target = _file(file, data)
    try:
        content = EXAMPLE.read_text(encoding="utf-8")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with target.open("x", encoding="utf-8") as opened:
            opened.write(content)
    except FileExistsError:
        raise _fail(f"{target} finnes fra før, og den blir ikke skrevet over. Velg et annet navn, eller rett i filen.") from None
    except OSError:
        raise _fail(f"{target} kan ikke skrives. Sjekk at mappen finnes og at du har tilgang til den.") from None
    typer.echo(f"{target} er skrevet. Fyll den ut, og kjør «kartlegging tjeneste sjekk {target}».")


@app.command()
def sjekk(file: File = None, data: DataFolder = Path("data")) -> None:
    """Si alt som må rettes i filen, linje for linje. Kode 2 når noe må rettes."""
    from assistant.domain.tjeneste import lesing

    target = _file(file, data)
    _, faults = lesing.check(target)
    for fault in faults:
        typer.echo(str(fault))
    if faults:
        raise _fail(f"{target} kan ikke brukes før dette er rettet.")
    typer.echo(f"{target} er i orden.")


def _file(file: Path | None, data: Path) -> Path:
    from assistant.web.settings import service_file

    return file or service_file(data)


def _fail(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(2)
