using Holdfast.Core.Incidents;
using Holdfast.Core.People;

namespace Holdfast.Storage.Incidents;

/// <summary>Which incidents a queue shows. Null means all.</summary>
public sealed record QueueFilter
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 200;

    /// <summary>A live form is overdue after this long.</summary>
    public static readonly TimeSpan UnfiledAfter = TimeSpan.FromMinutes(15);

    public StateFilter? States { get; init; }

    public Priority? Priority { get; init; }

    public Channel? Channel { get; init; }

    public TeamId? Team { get; init; }

    /// <summary>Only those that this person owns or started.</summary>
    public bool Mine { get; init; }

    /// <summary>Only those overdue: unfiled, or rung beyond the team without an answer.</summary>
    public bool Overdue { get; init; }

    /// <summary>Only the incident of this number.</summary>
    public IncidentNumber? Number { get; init; }

    /// <summary>Only positions before this one: the end of the last page.</summary>
    public long? Before { get; init; }

    /// <summary>Rows of a page, 1 to <see cref="LargestPage"/>.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>The tabs of the desk.</summary>
public enum StateFilter
{
    Open,
    Live,

    /// <summary>Filed or reopened.</summary>
    Filed,
    Closed,
}

/// <summary>How many incidents each tab has, each counted up to <see cref="Most"/>.</summary>
public sealed record QueueCounts(int Open, int Live, int Filed, int Overdue, int Closed)
{
    /// <summary>Counting stops here: nobody reads a larger number at a glance.</summary>
    public const int Most = 1000;
}
