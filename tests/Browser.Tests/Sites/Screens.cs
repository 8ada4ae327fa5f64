using Holdfast.Harness;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Sites;

/// <summary>
/// Pictures of what a person sees: those of the documents into <c>artifacts/screens</c>, or into <c>docs/screens</c> when <c>HOLDFAST_SCREENS=1</c>. All
/// others, many hundreds, into <c>artifacts/screens</c> when <c>HOLDFAST_SCREENS=all</c>.
/// </summary>
public static class Screens
{
    static readonly HashSet<string> Documented =
    [
        "live", "live-phone", "self-harm-dark", "desk", "incident", "incident-phone", "break-glass", "nobody-there", "not-saved", "will-not-be-rung", "handover-live", "handover-phone", "trying-next",
        "bomb-1-my-reports", "bomb-2-empty", "bomb-3-ringing", "bomb-4-line-lost", "bomb-5-filed",
        "bomb-detailed", "two-kinds", "visitor", "case-new", "incident-case-due", "pasted-email", "procedure", "procedure-phone-dark", "procedure-versions",
        "paper-form", "paper-entry", "paper-incident",
        "presence", "shift-end", "incident-handling",
        "evidence-on-live", "evidence-on-live-phone-dark", "evidence-on-incident", "evidence-sound", "evidence-mail",
        "sign-in", "sign-out", "live-empty", "keys", "print", "reports", "people", "confirmations", "deliveries", "methods", "language", "guidance", "presence-list", "procedure-problems", "paper", "paper-empty",
        "unreachable", "unreachable-nobody", "kept-screen", "kept-screen-phone", "sign-in-over", "interrupted", "typing-together", "live-es", "live-es-phone", "desk-es", "incident-es", "procedure-es", "live-empty-dark",
    ];

    public static async Task TakeAsync(IPage page, string name, bool whole = false)
    {
        var (wanted, documented) = (Environment.GetEnvironmentVariable("HOLDFAST_SCREENS"), Documented.Contains(name));
        if (!documented && wanted != "all") return;
        var folder = Path.Combine(Checkout.Root, documented && wanted == "1" ? "docs" : "artifacts", "screens");
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }
}
