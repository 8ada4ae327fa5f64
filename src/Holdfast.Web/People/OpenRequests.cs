using System.Collections.Concurrent;
using Holdfast.Core.People;

namespace Holdfast.Web.People;

/// <summary>
/// The requests that are being answered, by person, so that an open feed ends with the account or the session it came by. Thread-safe.
/// </summary>
public sealed class OpenRequests
{
    readonly ConcurrentDictionary<OpenRequest, byte> open = new();

    /// <summary>The keys of sessions by which something is open.</summary>
    public IEnumerable<string> Keys => open.Keys.Select(request => request.Key).Distinct(StringComparer.Ordinal);

    public OpenRequest Begin(PersonId person, string key, Action close)
    {
        var request = new OpenRequest(this, person, key, close);
        open.TryAdd(request, 0);
        return request;
    }

    /// <summary>Closes everything of these people; tells how many requests.</summary>
    public int Close(IReadOnlyCollection<PersonId> people)
    {
        var gone = people.ToHashSet();
        return Close(request => gone.Contains(request.Person));
    }

    /// <summary>Closes everything that came by one session.</summary>
    public int Close(string key) => Close(request => request.Key == key);

    internal void End(OpenRequest request) => open.TryRemove(request, out _);

    int Close(Func<OpenRequest, bool> which)
    {
        var closed = 0;
        foreach (var request in open.Keys.Where(which))
        {
            request.Close();
            closed++;
        }

        return closed;
    }
}

/// <summary>One request that is being answered; disposed with its answer.</summary>
public sealed class OpenRequest(OpenRequests all, PersonId person, string key, Action close) : IDisposable
{
    readonly Lock once = new();
    bool over;

    public PersonId Person => person;

    public string Key => key;

    /// <summary>Breaks the answer off, unless it is complete: the connection may serve somebody else's request by then.</summary>
    public void Close()
    {
        lock (once)
        {
            if (!over)
            {
                over = true;
                close();
            }
        }
    }

    public void Dispose()
    {
        lock (once)
        {
            over = true;
        }

        all.End(this);
    }
}
