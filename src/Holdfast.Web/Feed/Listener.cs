using System.Threading.Channels;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Web.Feed;

/// <summary>One open feed. The hub writes, the feed's own request reads; a reader too slow for the bound is cut off and resumes by position.</summary>
public sealed class Listener(PersonId person)
{
    const int Bound = 1024;

    /// <summary>Ids remembered as told at most.</summary>
    const int ToldBound = 10_000;
    readonly Channel<byte[]> messages = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(Bound) { SingleReader = true });
    readonly HashSet<IncidentId> told = [];

    public PersonId Person => person;

    public ChannelReader<byte[]> Messages => messages.Reader;

    /// <summary>False when the reader is too slow; the feed then ends.</summary>
    public bool Send(byte[] message)
    {
        if (messages.Writer.TryWrite(message))
        {
            return true;
        }

        messages.Writer.TryComplete();
        return false;
    }

    /// <summary>Remembers that this feed told of an incident, so that it can take it back.</summary>
    public void Told(IncidentId incident)
    {
        if (told.Count < ToldBound)
        {
            told.Add(incident);
        }
    }

    /// <summary>True once for an incident that this feed told of and that the person may no longer know of.</summary>
    public bool TakeBack(IncidentId incident) => told.Remove(incident);

    public void End() => messages.Writer.TryComplete();
}
