using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Incidents;

/// <summary>The condition of a queue's query: first whose number a person may see, then what they filter by. Not thread-safe; for one query.</summary>
sealed class QueueQuery
{
    readonly List<object?> values = [];
    readonly List<string> conditions = [];
    readonly Person person;
    readonly DateTimeOffset now;

    public QueueQuery(Keyring keys, Person person, DateTimeOffset now)
    {
        this.person = person;
        this.now = now;
        var excluded = Value(keys.ExcludedToken(person.Id));

        // Hardly anybody is excluded from anything: one look settles it, and counting needs no row.
        conditions.Add($"(NOT EXISTS (SELECT 1 FROM incident_token a WHERE a.token = {excluded}) OR NOT EXISTS (SELECT 1 FROM incident_token x WHERE x.token = {excluded} AND x.incident = i.id))");
        if (!person.IsRung && !person.Is(Role.Auditor))
        {
            var me = Value(person.Id.ToBytes());
            var shared = person.Is(Role.Administrator) ? "" : $" OR i.owner = {me} OR i.id IN (SELECT t.incident FROM incident_token t WHERE t.token = {Value(keys.SharedToken(person.Id))})";
            conditions.Add($"(i.agent = {me}{shared})");
        }
    }

    public string Where => string.Join(" AND ", conditions);

    public object?[] Values => [.. values];

    public string Value(object? value)
    {
        values.Add(value);
        return "$" + values.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Add(QueueFilter filter)
    {
        if (filter.States is { } states)
        {
            conditions.Add(states switch
            {
                StateFilter.Open => "i.state IN ('live', 'filed', 'reopened')",
                StateFilter.Live => "i.state = 'live'",
                StateFilter.Filed => "i.state IN ('filed', 'reopened')",
                StateFilter.Closed => "i.state = 'closed'",
            });
        }

        Equal("i.priority", filter.Priority is { } priority ? Words<Priority>.Of(priority) : null);
        Equal("i.channel", filter.Channel is { } channel ? Words<Channel>.Of(channel) : null);
        Equal("i.team", filter.Team?.ToBytes());
        Equal("i.year", filter.Number is { Year: var year } ? (long)year : null);
        Equal("i.serial", filter.Number is { Serial: var serial } ? (long)serial : null);
        if (filter.Mine)
        {
            var me = Value(person.Id.ToBytes());
            conditions.Add($"(i.owner = {me} OR i.agent = {me})");
        }

        if (filter.Overdue)
        {
            // Two sets, so that each is found by an index of its own: by state, and of what nobody has acknowledged.
            conditions.Add($"""
                i.id IN (SELECT o.id FROM incident o WHERE o.state = 'live' AND o.started_at < {Value((now - QueueFilter.UnfiledAfter).UtcTicks)}
                UNION ALL SELECT o.id FROM incident o WHERE o.acknowledged_at IS NULL AND o.state <> 'closed' AND o.ring_tier >= 1)
                """);
        }

        if (filter.Before is { } before)
        {
            conditions.Add($"i.first_position < {Value(before)}");
        }
    }

    /// <summary>Live for longer than a form should be open.</summary>
    public void AddUnfiled() => conditions.Add($"i.state = 'live' AND i.started_at < {Value((now - QueueFilter.UnfiledAfter).UtcTicks)}");

    /// <summary>Rung beyond the team without an answer, and not <see cref="AddUnfiled"/>: the two together are what is overdue, each found by an index of its own.</summary>
    public void AddUnanswered() => conditions.Add(
        $"i.ring_tier >= 1 AND i.acknowledged_at IS NULL AND i.state <> 'closed' AND NOT (i.state = 'live' AND i.started_at < {Value((now - QueueFilter.UnfiledAfter).UtcTicks)})");

    void Equal(string column, object? value)
    {
        if (value is not null)
        {
            conditions.Add($"{column} = {Value(value)}");
        }
    }
}
