using System.Reflection;
using Holdfast.Web.Wiring;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Tests.Access;

/// <summary>The routing table of the running host, and who each route that is no incident's is for.</summary>
static class Routes
{
    /// <summary>Open to everybody, signed in or not: they tell nothing of incidents or people.</summary>
    public static readonly string[] Open =
    [
        "GET /health/live", "GET /health/ready", "GET /health/escalation", "/sign-in", "/sign-out", "/first/{token}", "/notices/{token}", "POST /api/v1/notices/{token}/receipts",

        // Signing in and out is SignInTest's. Sealed words go through IncidentDoors, which ask Access for the author whom their ticket names: SealedWordsTest.
        "POST /api/v1/session", "DELETE /api/v1/session", "POST /api/v1/sealed",
    ];

    /// <summary>For whoever is signed in: what they show is the person's own, or goes through the queue's and feed's own tests.</summary>
    public static readonly string[] OnesOwn =
    [
        "GET /", "/unreachable", "/procedure/{version?}", "/procedure/versions", "/procedure/problems", "/procedure/paper", "/reports", "GET /api/openapi.json", "GET /api/v1/incidents", "POST /api/v1/incidents", "GET /api/v1/feed", "GET /api/v1/people/me", "GET /api/v1/people", "/desk", "/people", "/people/confirmations",
        "GET /api/v1/presence", "POST /api/v1/people/me/presence", "/presence",
        "POST /api/v1/people/{id}/roles/{role}/confirmation", "/account/methods", "/account/language", "/account/guidance", "POST /api/v1/account/methods", "/deliveries",
        "GET /api/v1/seal",
    ];

    /// <summary>Handlers of pages. Those of an incident go through <c>Decisions</c> and <c>IncidentDoors</c>, as the JSON doors do.</summary>
    public static readonly string[] DescribedHandlers =
    [
        "IncidentModel.OnGetAsync", "IncidentModel.OnGetLiveAsync", "IncidentModel.OnGetDraftsAsync", "IncidentModel.OnPostAcknowledgeAsync", "IncidentModel.OnPostPriorityAsync", "IncidentModel.OnPostOwnerAsync",
        "IncidentModel.OnPostShareAsync", "IncidentModel.OnPostCloseAsync", "IncidentModel.OnPostReopenAsync", "IncidentModel.OnPostBreakGlassAsync",
        "IncidentModel.OnGetCaseAsync", "IncidentModel.OnGetTranscriptsAsync", "IncidentModel.OnPostCaseAsync", "IncidentModel.OnPostStepAsync", "IncidentModel.OnPostLinkAsync", "IncidentModel.OnPostQuoteAsync",
        "IncidentModel.OnGetEvidenceAsync", "IncidentModel.OnPostPromiseAsync", "IncidentModel.OnPostWithdrawAsync", "IncidentModel.OnPostNoEvidenceAsync",
        "IncidentModel.OnPostTakeOverAsync", "IncidentModel.OnGetHandoverAsync", "IncidentModel.OnPostHandoverAsync", "IncidentModel.OnPostDecliningAsync", "IncidentModel.OnPostPassAsync", "IncidentModel.OnPostCareAsync",
        "IncidentModel.OnPostNoteAsync", "IncidentModel.OnPostCalledAsync", "IncidentModel.OnPostReachedAsync",
        "EvidenceModel.OnGetAsync", "PrintModel.OnGetAsync", "LiveModel.OnGetAsync", "LiveModel.OnPostAsync",
        "OnPaperModel.OnGetAsync", "OnPaperModel.OnPostAsync", "PaperModel.OnGet", "ArticleModel.OnGet", "VersionsModel.OnGet", "ProblemsModel.OnGet", "UnreachableModel.OnGet", "DeskModel.OnGetAsync", "DeskModel.OnGetListAsync", "DeskModel.OnPostAcknowledgeAsync", "MyReportsModel.OnGetAsync",
        "SignInPage.OnGet", "SignInPage.OnPostAsync", "SignOutPage.OnGet", "SignOutPage.OnPostAsync", "FirstPage.OnGetAsync", "FirstPage.OnPostAsync",

        // A notice's link goes through NoticeDoor, which asks Access for the person it was made for: LinkTest. One's own methods are one's own: MethodsTest.
        "NoticePage.OnGetAsync", "NoticePage.OnPostAsync", "MethodsPage.OnGetAsync", "MethodsPage.OnPostEmailAsync", "MethodsPage.OnPostCodeAsync", "MethodsPage.OnPostVerifyAsync",
        "MethodsPage.OnPostMoveAsync", "MethodsPage.OnPostAfterAsync", "MethodsPage.OnPostRemoveAsync", "MethodsPage.OnPostTestAsync", "DeliveriesPage.OnGetAsync", "DeliveriesPage.OnPostAgainAsync",

        // People: administrators, and Corporate Security for confirmations; no incident's content is behind them.
        "ConfirmationsPage.OnGet", "ConfirmationsPage.OnPostAsync", "EverybodyPage.OnGet", "EverybodyPage.OnPostAddAsync", "EverybodyPage.OnPostRoleAsync",
        "EverybodyPage.OnPostWithdrawAsync", "EverybodyPage.OnPostDisableAsync", "EverybodyPage.OnPostResetAsync", "EverybodyPage.OnPostTokenAsync",
        "EverybodyPage.OnPostOnCallAsync", "EverybodyPage.OnPostPhoneAsync",

        // Who is here, for those who can be rung; what they leave at the end of a shift goes through Decisions.
        "PresencePage.OnGetAsync", "PresencePage.OnGetList", "PresencePage.OnPostAsync", "PresencePage.OnPostPhoneAsync",

        // The language one reads is one's own.
        "LanguagePage.OnGet", "LanguagePage.OnPostAsync", "LanguagePage.OnPostThemeAsync", "GuidancePage.OnGet", "GuidancePage.OnPostAsync",
    ];

    public static IReadOnlyCollection<string> Of(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<string> Handlers() => typeof(HostSettings).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PageModel)))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.Name.StartsWith("On", StringComparison.Ordinal)).Select(method => $"{type.Name}.{method.Name}"));

    static IEnumerable<string> Names(RouteEndpoint route)
    {
        var pattern = "/" + (route.RoutePattern.RawText ?? "").Trim('/');
        var verbs = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return verbs.Count == 0 ? [pattern] : verbs.Select(verb => $"{verb} {pattern}");
    }
}
