using System.Data.Common;

namespace Holdfast.Storage.Notices;

/// <summary>Instants of rows, which may be missing.</summary>
static class Ticks
{
    public static DateTimeOffset? At(DbDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
