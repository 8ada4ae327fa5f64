using System.Data.Common;
using System.Globalization;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Web.Escalation;

namespace Holdfast.Web.Wiring;

/// <summary>For load balancers and supervisors of processes. Tells nothing but yes or no, and how late the latest deadline was.</summary>
static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("""{"live":true}""", "application/json")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/escalation", (EscalationPulse pulse) => TypedResults.Text(
            string.Create(CultureInfo.InvariantCulture, $$"""{"alive":{{(pulse.IsAlive ? "true" : "false")}},"late":{{(long)pulse.Lateness.TotalSeconds}}}"""), "application/json",
            statusCode: pulse.IsAlive ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", async (Database database, Keyring keys) =>
        {
            bool ready;
            try
            {
                var known = await database.QueryAsync("SELECT value FROM house WHERE name = 'master-key-fingerprint'", row => row.GetString(0));
                ready = known is [var fingerprint] && fingerprint == keys.Master.Fingerprint;
            }
            catch (Exception away) when (away is DatabaseUnavailableException or DbException or TimeoutException)
            {
                ready = false;
            }

            return TypedResults.Text(
                ready ? """{"ready":true}""" : """{"ready":false}""", "application/json", statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
