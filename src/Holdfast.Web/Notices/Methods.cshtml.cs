using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using Holdfast.Core.Notices;
using Holdfast.Storage.Notices;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Notices;

/// <summary>How one is reached: one's own methods in order, adding, codes, a test. Nobody sees anybody else's.</summary>
public sealed class MethodsPage(MethodDesk desk, MethodStore store, NoticeReader reader, Handing handing, PushKey push) : PageModel
{
    public const string Path = "/account/methods";

    public ImmutableArray<KeptMethod> Methods { get; private set; } = [];

    /// <summary>The latest test; empty when there was none.</summary>
    public IReadOnlyList<Delivery> Test { get; private set; } = [];

    public string? Says { get; private set; }

    public bool Refused { get; private set; }

    /// <summary>What was typed and could not be used.</summary>
    public string? Mailbox { get; private set; }

    public bool MailIsSetUp => handing.Carries(MethodKind.Email);

    public bool PushIsSetUp => handing.Carries(MethodKind.Push);

    /// <summary>The house's key for push, as browsers want it.</summary>
    public string PushKey => Base64Url.EncodeToString(push.PublicPoint.Span);

    public string Label(Delivery delivery) => Methods.FirstOrDefault(method => method.Method.Id == delivery.Method)?.Label ?? NoticeWords.Of(delivery.Kind);

    public Task OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostEmailAsync(string? mailbox, string? label, string? after)
    {
        var (id, says) = await desk.AddEmailAsync(HttpContext.Person, mailbox, label, Seconds(after));
        (Refused, Mailbox) = (id is null, id is null ? mailbox : null);
        return await SayAsync(says);
    }

    public async Task<IActionResult> OnPostCodeAsync(string? method) =>
        MethodId.TryParse(method, out var id) ? await SayAsync(await desk.SendCodeAsync(HttpContext.Person, id)) : NotFound();

    public async Task<IActionResult> OnPostVerifyAsync(string? method, string? code) =>
        MethodId.TryParse(method, out var id) ? await SayAsync(await desk.VerifyAsync(HttpContext.Person, id, code)) : NotFound();

    public async Task<IActionResult> OnPostMoveAsync(string? method, string? way)
    {
        if (!MethodId.TryParse(method, out var id))
        {
            return NotFound();
        }

        await desk.MoveAsync(HttpContext.Person, id, way == "up");
        return await SayAsync(null);
    }

    public async Task<IActionResult> OnPostAfterAsync(string? method, string? after)
    {
        if (!MethodId.TryParse(method, out var id))
        {
            return NotFound();
        }

        await desk.SetAfterAsync(HttpContext.Person, id, Seconds(after));
        return await SayAsync(null);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? method, string? sure)
    {
        if (!MethodId.TryParse(method, out var id) || sure != "yes")
        {
            return NotFound();
        }

        await desk.RemoveAsync(HttpContext.Person, id);
        return await SayAsync(T("Removed. Nothing goes there any more."));
    }

    public async Task<IActionResult> OnPostTestAsync() => await SayAsync(await desk.TestAsync(HttpContext.Person));

    static TimeSpan Seconds(string? typed) => TimeSpan.FromSeconds(int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);

    async Task<PageResult> SayAsync(string? says)
    {
        Says = says;
        await ShowAsync();
        return Page();
    }

    async Task ShowAsync()
    {
        Methods = await store.OfAsync(HttpContext.Person.Id);
        Test = await reader.LatestTestAsync(HttpContext.Person.Id);
    }
}
