"""``batch`` on Apache Spark: the same functions from Arrow to Arrow, spread by Spark.

Spark reads, shuffles and writes; what is decided is decided by ``Decoder`` and ``Unit`` alone. The
order of rows is that of a run on one machine: by file, then by row.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from pmo_advisor.consultation.clients import checked_names, said_of_alone, why
from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.logic.program import Program
from pmo_advisor.portfolio.intake import rejects_to
from pmo_advisor.portfolio.passing import renamed
from pmo_advisor.portfolio.spark_work import FAULTS, FILE, ROW, Task, assess, column, decode
from pmo_advisor.portfolio.unit import FACT, SHEET, Unit, sheet_schema
from pmo_advisor.reasoning.sweep.sweep import CHUNK
from pmo_advisor.tables.decoding import ORGANIZATION, UNIT, Decoder
from pmo_advisor.tables.reading import columns_differ

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FIRST = FACT + "first"
LOCAL = "local"
LOCAL_PARTITIONS = 8
"""Where Spark puts rows in order on one machine; its own 200 are meant for clusters."""


class SparkOrder(NamedTuple):
    """What is wanted: Parquet files or folders in, a folder of Parquet files out."""

    sources: Sequence[str]
    target: str
    rejects: Path
    asked: bool = False


class SparkDone(NamedTuple):
    """What came of it."""

    read: int
    rejected: int
    clients: int
    notes: tuple[Fault, ...]


def session(master: str | None) -> SparkSession:
    """A session at that master; without one, at what ``spark-submit`` or the environment says."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder: Any = SparkSession.builder
    builder = builder.appName("pmo-advisor batch").config("spark.sql.session.timeZone", "UTC")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", CHUNK)
    builder = builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    if master is not None:
        builder = builder.master(master)
        if master.startswith(LOCAL):
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
            builder = builder.config("spark.ui.enabled", "false")
            builder = builder.config("spark.sql.shuffle.partitions", LOCAL_PARTITIONS)
            builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
            builder = builder.config("spark.driver.host", "127.0.0.1")
    made: SparkSession = builder.getOrCreate()
    return made


def run(
    spark: SparkSession, program: Program, order: SparkOrder, said: Callable[[Fault], str]
) -> SparkDone:
    """Do the whole. Raises BadInput where the files cannot be read as one table."""
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    tables = [_opened(spark, one) for one in order.sources]
    names = _same_columns(order.sources, tables)
    notes = checked_names(program.rulebook, names, order.sources[0])
    task = _task(program, names, order.sources, tables)
    _same_types(order.sources, tables, [names[one] for one in task.passing])
    unit = Unit(program)
    sheets = _decoded(spark, task, tables).persist(StorageLevel.DISK_ONLY)
    try:
        bad = sheets.filter(f.col(FAULTS).isNotNull())
        alone = f.when(f.col(FAULTS).isNull() & (f.col(ORGANIZATION) == ""), 1)
        counts = sheets.select(f.count("*"), f.count(FAULTS), f.count(alone)).collect()[0]
        read, rejected, unnamed = counts
        if rejected or order.asked:
            _write_rejects(bad, order.rejects, said)
        clients = 0
        new = renamed([names[one] for one in task.passing], unit.columns)
        if read > rejected:
            good = sheets.filter(f.col(FAULTS).isNull()).drop(FAULTS)
            keys = [one for one in (ORGANIZATION, UNIT) if one in names]
            passing = {column(one): new.get(names[one], names[one]) for one in task.passing}
            _assessed(spark, unit, task, good, keys, passing).write.parquet(order.target)
            clients = spark.read.parquet(order.target).count()
    finally:
        sheets.unpersist()
    told = [Fault("batch.renamed", {"column": one, "name": name}) for one, name in new.items()]
    notes += said_of_alone(unnamed)
    return SparkDone(read, rejected, clients, (*notes, *told) if clients else notes)


def _opened(spark: SparkSession, source: str) -> DataFrame:
    """The rows with their file and place in it; columns of the file keep their names."""
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as f

    try:
        table = spark.read.parquet(source)
    except AnalysisException as error:
        detail = str(error).splitlines()[0][:200]
        raise BadInput(
            [Fault("table.parquet_damaged", {"detail": detail}, Place(source))]
        ) from None
    path, row = f.col("_metadata.file_path"), f.col("_metadata.row_index")
    return table.select("*", path.alias(FILE), row.alias(ROW))


def _same_columns(sources: Sequence[str], tables: Sequence[DataFrame]) -> list[str]:
    """The names of the columns of all. Raises BadInput where they differ."""
    names = [one.columns[:-2] for one in tables]
    first = set(names[0])
    faults = [
        columns_differ(sources[0], first, source, set(one))
        for source, one in zip(sources, names, strict=True)
        if set(one) != first
    ]
    if faults:
        raise BadInput(faults)
    return names[0]


def _task(
    program: Program, names: Sequence[str], sources: Sequence[str], tables: Sequence[DataFrame]
) -> Task:
    decoder = Decoder(program.rulebook, why)
    given = pa.schema([(one, pa.string()) for one in names])
    files: dict[str, str] = {}
    for source, table in zip(sources, tables, strict=True):
        found = sorted(row[0] for row in table.select(FILE).distinct().collect())
        files |= {one: source if len(found) == 1 else one for one in found}
    rest = decoder.rest(given).names
    return Task(
        rulebook=pickle.dumps(program.rulebook),
        names=tuple(names),
        codes=sheet_schema(program, decoder.facts(given)),
        passing=tuple(place for place, one in enumerate(names) if one in rest),
        files=files,
    )


def _decoded(spark: SparkSession, task: Task, tables: Sequence[DataFrame]) -> DataFrame:
    """Every row as a sheet of codes, or with what is wrong with it.

    File by file: an answer may be a number in one and text in another.
    """
    from pyspark.sql.types import StructType

    codes = _spark_schema(spark, task.codes)
    spare = _spark_schema(spark, pa.schema([pa.field(FAULTS, pa.binary())]))
    sheets: DataFrame | None = None
    for table in tables:
        places = [task.names.index(one) for one in table.columns[:-2]]
        rows = table.toDF(*map(column, places), FILE, ROW)
        passing = [rows.schema[column(one)] for one in task.passing]
        found = rows.mapInArrow(partial(decode, task), StructType([*codes, *passing, *spare]))
        sheets = found if sheets is None else sheets.unionByName(found)
    if sheets is None:
        raise ValueError("no tables")
    return sheets


def _same_types(sources: Sequence[str], tables: Sequence[DataFrame], names: Sequence[str]) -> None:
    """Raises BadInput where what passes through has another type in another file."""
    first = {one.name: one.dataType for one in tables[0].schema}
    faults = [
        Fault(
            "batch.types_differ",
            {
                "column": one.name,
                "first": sources[0],
                "its": first[one.name].simpleString(),
                "other": one.dataType.simpleString(),
            },
            Place(source),
        )
        for source, table in zip(sources, tables, strict=True)
        for one in table.schema
        if one.name in names and one.dataType != first[one.name]
    ]
    if faults:
        raise BadInput(faults)


def _assessed(
    spark: SparkSession,
    unit: Unit,
    task: Task,
    sheets: DataFrame,
    keys: Sequence[str],
    passing: Mapping[str, str],
) -> DataFrame:
    """A row for each organisation and unit, in the order in which they first appear."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f
    from pyspark.sql.types import StructType

    own = list(_spark_schema(spark, unit.schema(pa.schema([]))))
    schema = StructType([*own[:3], *(sheets.schema[one] for one in passing), *own[3:]])
    alone = f.when(f.col(ORGANIZATION) == "", f.col(SHEET))
    together = Window.partitionBy(ORGANIZATION, UNIT, alone)
    marked = sheets.withColumn(FIRST, f.min(SHEET).over(together))
    ordered = marked.repartitionByRange(f.col(FIRST)).sortWithinPartitions(FIRST, SHEET)
    found = ordered.drop(FIRST).mapInArrow(partial(assess, task.rulebook), schema)
    columns = [*keys, *passing, *unit.columns]
    return found.select(*columns).toDF(*(passing.get(one, one) for one in columns))


def _spark_schema(spark: SparkSession, schema: pa.Schema) -> Any:
    return spark.createDataFrame(schema.empty_table()).schema


def _write_rejects(bad: DataFrame, path: Path, said: Callable[[Fault], str]) -> None:
    beside = path.with_name(f".{path.name}.tmp")
    with rejects_to(beside, said) as write:
        for row in bad.orderBy(SHEET).select(FAULTS).toLocalIterator():
            write(iter(pickle.loads(row[0])))  # noqa: S301  (made by ``decode``)
    beside.replace(path)
