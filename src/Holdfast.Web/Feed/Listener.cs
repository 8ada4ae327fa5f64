using System.Threading.Channels;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;

namespace Holdfast.Web.Feed;

/// <summary>
/// One open feed. The hub writes, the feed's own request reads; a reader too slow for the bound is cut off and resumes by position. What happens
/// while the feed is still told what it missed waits until it was. A reader that waits goes on within the call that sends, on the sender's thread,
/// which spares a switch of threads for each of thousands of feeds; so a reader writes and waits again, and does nothing else there. Thread-safe.
/// </summary>
/// <param name="turn">In which of the hub's turns it gets its beat.</param>
/// <param name="language">In which its rows say why they ring: that of the request that opened it.</param>
public sealed class Listener(PersonId person, int turn, Language language = default)
{
    const int Bound = 1024;

    /// <summary>Incidents remembered as told at most.</summary>
    const int ToldBound = 10_000;
    readonly Lock gate = new();
    readonly Channel<byte[]> messages = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(Bound) { SingleReader = true, AllowSynchronousContinuations = true });
    readonly Dictionary<IncidentId, long> told = [];
    List<Message>? held = [];

    public PersonId Person => person;

    public int Turn => turn;

    public Language Language => language;

    public ChannelReader<byte[]> Messages => messages.Reader;

    /// <summary>Sends what happens now. False when the reader is too slow; the feed then ends.</summary>
    public bool Send(byte[] bytes) => Send(new Message(bytes, default, 0), news: true);

    /// <summary>Sends what the feed missed, ahead of what happens meanwhile.</summary>
    public bool SendMissed(byte[] bytes) => Send(new Message(bytes, default, 0), news: false);

    /// <summary>Sends an incident's row unless this feed was told as much already. False when the reader is too slow.</summary>
    public bool SendRow(byte[] bytes, IncidentId incident, long position, bool news)
    {
        var message = new Message(bytes, incident, position);
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

            if (news && held is not null)
            {
                return Hold(message);
            }
        }

        return Write(message);
    }

    /// <summary>What was missed has been told: what happened meanwhile follows, except rows that are older than what was told. Before anybody reads.</summary>
    public void CaughtUp()
    {
        lock (gate)
        {
            foreach (var message in held ?? [])
            {
                if (message.Position == 0 || !told.TryGetValue(message.Incident, out var last) || last <= message.Position)
                {
                    Write(message);
                }
            }

            held = null;
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
            if (news && held is not null)
            {
                return Hold(message);
            }
        }

        return Write(message);
    }

    /// <summary>Keeps news until what was missed is told. In the lock.</summary>
    bool Hold(Message message)
    {
        if (held is { Count: < Bound } waiting)
        {
            waiting.Add(message);
            return true;
        }

        messages.Writer.TryComplete();
        return false;
    }

    /// <summary>Outside the lock once somebody reads, because the reader goes on in here.</summary>
    bool Write(Message message)
    {
        if (messages.Writer.TryWrite(message.Bytes))
        {
            return true;
        }

        messages.Writer.TryComplete();
        return false;
    }

    readonly record struct Message(byte[] Bytes, IncidentId Incident, long Position);
}
