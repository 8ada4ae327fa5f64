using Holdfast.Core.People;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Incidents;

/// <summary>The one place where an outcome becomes an answer of the API.</summary>
static class Outcomes
{
    public static IResult ToResult(this Outcome outcome, Person person, RowViews rows, Func<Outcome.Done, object> done) => outcome switch
    {
        Outcome.Done ok => Results.Json(done(ok), ViewsJson.Default),
        // No error carries content, not even to those who may read it.
        Outcome.Conflict conflict when rows.For(person, conflict.Current, withContent: false) is { } row => Results.Json(new ConflictView(conflict.Words, 409, row), ConflictJson.Default, statusCode: 409, contentType: "application/problem+json"),
        Outcome.Refused refused => Results.Json(new RefusedView(refused.Words, 422, refused.Field), ConflictJson.Default, statusCode: 422, contentType: "application/problem+json"),
        _ => Nothing,
    };

    /// <summary>The one answer for absent and denied.</summary>
    public static IResult Nothing => new NothingResult();

    public static IResult TooLarge => Problem(413, T("Send at most {0} entries at a time. Nothing of this was kept: send it again in parts.", EntryRequests.MostEntries));

    public static IResult Problem(int status, string title) => Results.Json(new RefusedView(title, status, null), ConflictJson.Default, statusCode: status, contentType: "application/problem+json");

    sealed class NothingResult : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Answers.JsonAsync(httpContext, StatusCodes.Status404NotFound, Answers.NothingHere);
    }
}

public sealed record ConflictView(string Title, int Status, RowView? Incident);

public sealed record RefusedView(string Title, int Status, string? Field);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimes)])]
[System.Text.Json.Serialization.JsonSerializable(typeof(ConflictView))]
[System.Text.Json.Serialization.JsonSerializable(typeof(RefusedView))]
internal sealed partial class ConflictJson : System.Text.Json.Serialization.JsonSerializerContext;
