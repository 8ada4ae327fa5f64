using System.Collections.Concurrent;
using System.Net.Mail;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Notices;

namespace Holdfast.Web.Notices;

/// <summary>How one person's methods change, by themselves alone, and how a test goes out. Thread-safe.</summary>
public sealed class MethodDesk(MethodStore store, KnownMethods known, NoticeStore deliveries, Notices notices, Handing handing, NoticeLinks links, People.HouseDelivery house, TimeProvider clock)
{
    /// <summary>Codes and tests that one person may ask for within <see cref="Window"/>: each is a message to somewhere.</summary>
    const int Most = 20;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>People remembered at most; past it the counts begin anew.</summary>
    const int MostPeople = 10_000;

    /// <summary>Somebody waits before a page for the code to go out.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    const int LongestMailbox = 254;
    const int LongestEndpoint = 2048;
    const int PointLength = 65;
    const int SecretLength = 16;
    readonly ConcurrentDictionary<PersonId, (int Count, DateTimeOffset Since)> asked = [];

    public static string TooMany => T("That was asked for many times. Wait ten minutes, then try again.");

    /// <summary>Adds a mailbox and sends its code.</summary>
    /// <returns>What to say.</returns>
    public Task<(MethodId? Id, string Says)> AddEmailAsync(Person person, string? mailbox, string? label, TimeSpan after)
    {
        var typed = (mailbox ?? "").Trim();
        return typed.Length is > 2 and <= LongestMailbox && !typed.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)) && MailAddress.TryCreate(typed, out var read) && read.Address == typed
            ? AddAsync(person, MethodKind.Email, Label(label, typed), new MethodAddress.Email(typed), after)
            : Task.FromResult<(MethodId?, string)>((null, T("That is not an e-mail address. It looks like name@example.org.")));
    }

    /// <summary>Adds a browser's subscription and sends its code there.</summary>
    public Task<(MethodId? Id, string Says)> AddPushAsync(Person person, string? endpoint, byte[]? publicKey, byte[]? secret, string? label, TimeSpan after) =>
        endpoint is { Length: <= LongestEndpoint } && Uri.TryCreate(endpoint, UriKind.Absolute, out var read) && read.Scheme == Uri.UriSchemeHttps && publicKey is { Length: PointLength } && publicKey[0] == 4 && secret is { Length: SecretLength }
            ? AddAsync(person, MethodKind.Push, Label(label, T("This browser")), new MethodAddress.Push(read, publicKey, secret), after)
            : Task.FromResult<(MethodId?, string)>((null, T("This browser gave an address that can’t be used.")));

    /// <summary>Sends a new code; an earlier one counts no more.</summary>
    public async Task<string> SendCodeAsync(Person person, MethodId id)
    {
        if (!MayAsk(person.Id))
        {
            return TooMany;
        }

        if (await store.FindAsync(id) is not { } kept || kept.Method.Person != person.Id || await store.NewCodeAsync(person.Id, id) is not { } code)
        {
            return T("That one needs no code.");
        }

        var message = Messages.OfCode(code, person, links.At(MethodsPage.Path), id.Value.ToString("N"), MethodStore.CodeLife);
        return await handing.SendAsync(kept.Method.Kind, kept.Address, message, Patience, CancellationToken.None) is Sending.Failed failed
            ? T("The code could not be sent: {0}. Send it again later.", NoticeWords.Of(failed.Cause))
            : T("A code is on its way. Type it in below within 10 minutes.");
    }

    public async Task<string> VerifyAsync(Person person, MethodId id, string? code)
    {
        var outcome = await store.VerifyAsync(person.Id, id, code);
        await ChangedAsync();
        return outcome switch
        {
            CodeOutcome.Verified => T("Done. Alerts go there from now on."),
            CodeOutcome.Wrong => T("That is not the code. Look at the latest message."),
            CodeOutcome.Over => T("That code is over. Send another."),
            CodeOutcome.NoSuchMethod => T("That one is not there any more."),
        };
    }

    public async Task RemoveAsync(Person person, MethodId id)
    {
        await store.RemoveAsync(person.Id, id);
        await ChangedAsync();
    }

    public async Task MoveAsync(Person person, MethodId id, bool up)
    {
        await store.MoveAsync(person.Id, id, up);
        await ChangedAsync();
    }

    public async Task SetAfterAsync(Person person, MethodId id, TimeSpan after)
    {
        await store.SetAfterAsync(person.Id, id, after);
        await ChangedAsync();
    }

    /// <summary>A test goes the way of an alert, to each verified method in its time.</summary>
    public async Task<string> TestAsync(Person person)
    {
        if (!MayAsk(person.Id))
        {
            return TooMany;
        }

        await deliveries.WriteAsync(notices.OfHouse(NoticeId.New(clock), person.Id, NoticeCause.Test, TimeSpan.Zero, clock.GetUtcNow()));
        notices.Wake();
        return T("A test is on its way. What becomes of it is shown below.");
    }

    async Task<(MethodId?, string)> AddAsync(Person person, MethodKind kind, string label, MethodAddress address, TimeSpan after)
    {
        if (!MayAsk(person.Id))
        {
            return (null, TooMany);
        }

        var id = MethodId.New(clock);
        if (!await store.AddAsync(id, person.Id, kind, label, address, after))
        {
            return (null, T("There are {0} already. Remove one first.", Method.Most));
        }

        await ChangedAsync();
        return (id, await SendCodeAsync(person, id));
    }

    async Task ChangedAsync()
    {
        await known.RefreshAsync();
        house.Wake();
    }

    bool MayAsk(PersonId person)
    {
        if (asked.Count > MostPeople)
        {
            asked.Clear();
        }

        var now = clock.GetUtcNow();
        return asked.AddOrUpdate(person, (1, now), (_, before) => now - before.Since > Window ? (1, now) : (before.Count + 1, before.Since)).Count <= Most;
    }

    static string Label(string? given, string otherwise) => string.IsNullOrWhiteSpace(given) ? otherwise : given.Trim();
}
