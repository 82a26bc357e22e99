"""
Answers joined to a table of Spark.

Floor 3: imports what the other engines do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._extras import needed
from ._joins import UNKNOWN, temporary, told


if TYPE_CHECKING:
    from ._joins import Answer

__all__ = ["by_pyspark"]


def by_pyspark(frame: Any, keys: list[str], added: list[str], answer: Answer) -> Any:
    """
    Annotate a DataFrame of Spark, in its own session.

    Only the names come to the driver, each once; the answers go out to all.
    """
    functions, types = needed("pyspark.sql.functions"), needed("pyspark.sql.types")
    ours = temporary(len(keys) + len(added))
    texts = [frame[_quoted(key)].cast("string") for key in keys]
    names = [tuple(row) for row in frame.select(*texts).distinct().collect()]

    fields = [types.StructField(name, types.StringType()) for name in ours]
    answers = frame.sparkSession.createDataFrame(
        told(names, answer), types.StructType(fields)
    )
    same = [text.eqNullSafe(answers[o]) for text, o in zip(texts, ours, strict=False)]
    joined = frame.join(functions.broadcast(answers), on=same, how="left")
    *shown, reason = [answers[own] for own in ours[len(keys) :]]
    unknown = functions.coalesce(reason, functions.lit(UNKNOWN))
    return joined.select(
        *(frame[_quoted(name)] for name in frame.columns),
        *(value.alias(name) for value, name in zip(shown, added, strict=False)),
        functions.when(shown[0].isNull(), unknown).alias(added[-1]),
    )


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
