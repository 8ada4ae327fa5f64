using System.Threading.Channels;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Web.Feed;

/// <summary>
/// One open feed. The hub writes, the feed's own request reads; a reader too slow for the bound is cut off and resumes by position. What happens
/// while the feed is still told what it missed waits until it was. Thread-safe.
/// </summary>
public sealed class Listener(PersonId person)
{
    const int Bound = 1024;

    /// <summary>Incidents remembered as told at most.</summary>
    const int ToldBound = 10_000;
    readonly Lock gate = new();
    readonly Channel<byte[]> messages = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(Bound) { SingleReader = true });
    readonly Dictionary<IncidentId, long> told = [];
    List<Message>? held = [];

    public PersonId Person => person;

    public ChannelReader<byte[]> Messages => messages.Reader;

    /// <summary>Sends what happens now. False when the reader is too slow; the feed then ends.</summary>
    public bool Send(byte[] bytes) => Send(new Message(bytes, default, 0), news: true);

    /// <summary>Sends what the feed missed, ahead of what happens meanwhile.</summary>
    public bool SendMissed(byte[] bytes) => Send(new Message(bytes, default, 0), news: false);

    /// <summary>Sends an incident's row unless this feed was told as much already. False when the reader is too slow.</summary>
    public bool SendRow(byte[] bytes, IncidentId incident, long position, bool news)
    {
        lock (gate)
        {
            if (told.TryGetValue(incident, out var last) && last >= position)
            {
                return true;
            }

            if (told.Count < ToldBound || told.ContainsKey(incident))
            {
                told[incident] = position;
            }

            return Send(new Message(bytes, incident, position), news);
        }
    }

    /// <summary>What was missed has been told: what happened meanwhile follows, except rows that are older than what was told.</summary>
    public void CaughtUp()
    {
        lock (gate)
        {
            var waiting = held ?? [];
            held = null;
            foreach (var message in waiting)
            {
                if (message.Position == 0 || !told.TryGetValue(message.Incident, out var last) || last <= message.Position)
                {
                    Send(message, news: true);
                }
            }
        }
    }

    /// <summary>True once for an incident that this feed told of and that the person may no longer know of.</summary>
    public bool TakeBack(IncidentId incident)
    {
        lock (gate)
        {
            return told.Remove(incident);
        }
    }

    public void End() => messages.Writer.TryComplete();

    bool Send(Message message, bool news)
    {
        lock (gate)
        {
            if (news && held is { Count: < Bound } waiting)
            {
                waiting.Add(message);
                return true;
            }

            if ((!news || held is null) && messages.Writer.TryWrite(message.Bytes))
            {
                return true;
            }
        }

        messages.Writer.TryComplete();
        return false;
    }

    readonly record struct Message(byte[] Bytes, IncidentId Incident, long Position);
}
