using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Holdfast.Harness;

namespace Holdfast.Bench.Client;

/// <summary>
/// Thousands of open live feeds, read by one thread into one small buffer, which notes when each of them got what is being waited for. All times
/// are by one clock. <see cref="OpenAsync"/>, <see cref="Expect"/> and <see cref="HeardAsync"/> are for one caller.
/// </summary>
public sealed class Listeners : IDisposable
{
    readonly List<Socket> sockets;
    readonly Epoll epoll = new();
    readonly Thread reader;
    readonly Uri site;
    volatile Waiting waiting = new([], [], []);
    volatile bool over;
    int lost;

    /// <param name="site">The server.</param>
    /// <param name="most">Feeds that will be opened at most.</param>
    public Listeners(Uri site, int most)
    {
        this.site = site;
        sockets = new List<Socket>(most);
        reader = new Thread(Read) { IsBackground = true, Name = "listeners" };
        reader.Start();
    }

    public int Count => sockets.Count;

    /// <summary>Opens one feed for each token, and returns when all are caught up.</summary>
    public async Task OpenAsync(IReadOnlyList<string> tokens)
    {
        var first = sockets.Count;
        Expect("event: beat\nid: ", "", first + tokens.Count);
        foreach (var token in tokens)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(site.Host, site.Port);
            await socket.SendAsync(Request.Get("/api/v1/feed", site, token));
            lock (sockets) sockets.Add(socket);
            epoll.Watch(socket, sockets.Count - 1);
        }

        await HeardAsync(tokens.Count);
    }

    /// <summary>From now on waits, on each feed, for an event with both of these in it.</summary>
    public void Expect(string one, string other) => Expect(one, other, sockets.Count);

    /// <summary>When each feed that got it got it, as timestamps, once so many have.</summary>
    /// <exception cref="TimeoutException">Not all did.</exception>
    public async Task<long[]> HeardAsync(int feeds)
    {
        var now = waiting;
        await Wait.UntilAsync($"{feeds} feeds are told", () => Task.FromResult(
            Volatile.Read(ref lost) == 0 ? Volatile.Read(ref now.Heard) >= feeds : throw new InvalidOperationException($"The server ended {lost} feeds.")));
        return [.. now.At.Where(at => at != 0)];
    }

    public void Dispose()
    {
        over = true;
        reader.Join();
        foreach (var socket in sockets) socket.Dispose();
        epoll.Dispose();
    }

    void Expect(string one, string other, int feeds) => waiting = new Waiting(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other), new long[feeds]);

    void Read()
    {
        var buffer = new byte[16 * 1024];
        var tags = new int[512];
        while (!over)
        {
            var count = epoll.Wait(tags, milliseconds: 100);
            var now = waiting;
            for (var i = 0; i < count; i++)
            {
                Socket socket;
                lock (sockets) socket = sockets[tags[i]];
                var got = Epoll.Receive(socket, buffer);
                if (got <= 0)
                {
                    // Ended or reset; without a reader the caller is told so.
                    Interlocked.Increment(ref lost);
                    return;
                }

                // An event is sent as a whole and is far smaller than the buffer, so it is in one reading.
                var text = buffer.AsSpan(0, got);
                var at = text.IndexOf(now.One);
                if (at < 0 || text[at..].IndexOf(now.Other) < 0 || now.At[tags[i]] != 0) continue;
                now.At[tags[i]] = Stopwatch.GetTimestamp();
                Interlocked.Increment(ref now.Heard);
            }
        }
    }

    sealed class Waiting(byte[] one, byte[] other, long[] at)
    {
        public int Heard;

        public byte[] One => one;

        public byte[] Other => other;

        /// <summary>When each feed got it; 0 for those that haven't yet.</summary>
        public long[] At => at;
    }
}
