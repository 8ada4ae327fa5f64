using System.Data.Common;
using Holdfast.Storage.Databases;
using Holdfast.Web.Text;

namespace Holdfast.Web.Wiring;

/// <summary>
/// The last word on an answer without a body: one plain sentence, as JSON or as a page, without detail. What went wrong is logged as the kind of
/// exception and where, never with its message, which may repeat what somebody typed.
/// </summary>
static class Errors
{
    public static void UseErrors(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Holdfast.Web.Errors");
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // Whoever asked is gone.
                return;
            }
            catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
            {
                context.Response.StatusCode = bad.StatusCode;
            }
            catch (Exception broken) when (!context.Response.HasStarted)
            {
                var away = broken is DatabaseUnavailableException or DbException or TimeoutException or Storage.Ledger.LedgerUnavailableException;
                WiringLog.Failed(log, broken.GetType().FullName ?? "exception", (broken as DbException)?.SqlState ?? "-", broken.StackTrace ?? "");
                context.Response.StatusCode = away ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
            }

            if (context.Response.StatusCode >= 400 && !context.Response.HasStarted && context.Response.ContentType is null && context.Response.ContentLength is null or 0)
            {
                await SayAsync(context);
            }
        });
    }

    static Task SayAsync(HttpContext context)
    {
        // By now it is known who asked, if anybody is: the error is said in their language.
        LanguageOfRequest.Speak(context);
        var status = context.Response.StatusCode;
        var says = Sentence(status);
        if (Answers.WantsJson(context))
        {
            return Answers.JsonAsync(context, status, says);
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{Texts.Spoken}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Holdfast</title>
            <link rel="stylesheet" href="/css/holdfast.css"></head>
            <body><main id="main" class="page narrow"><div class="panel form"><h1>{says}</h1><p><a href="/">{T("Go to the front page")}</a></p></div></main></body></html>
            """);
    }

    static string Sentence(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => T("Sign in first."),
        StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound => Answers.NothingHere,
        StatusCodes.Status413PayloadTooLarge => T("That is larger than can be taken here."),
        StatusCodes.Status429TooManyRequests => T("Too many requests at once. Try again in a moment."),
        StatusCodes.Status503ServiceUnavailable => T("The database can't be reached right now. Try again in a moment."),
        >= 500 => T("Something went wrong here. Try again; what was saved is safe."),
        _ => T("That could not be understood. Go back and try again."),
    };
}
