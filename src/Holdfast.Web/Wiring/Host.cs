using Holdfast.Storage.Databases;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;
using Holdfast.Web.Text;
using Holdfast.Web.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Console;

namespace Holdfast.Web.Wiring;

/// <summary>The one composition of a server; the command line and tests start it alike.</summary>
public static class Host
{
    /// <summary>Builds a server that is ready to start. Starting it brings the database up to date and reads people.</summary>
    /// <param name="clock">The only source of time; null for the system's.</param>
    /// <param name="more">Parts beside the server's own, such as a carrier of notices; null for none.</param>
    /// <exception cref="StartRefusedException">It can't start; the message says why in words.</exception>
    public static WebApplication Build(HostSettings settings, TimeProvider? clock = null, Action<IServiceCollection>? more = null)
    {
        Listening.Check(settings);
        EvidenceWiring.Check(settings);
        NoticesWiring.Check(settings);
        EscalationWiring.Check(settings);
        clock ??= new HouseClock();
        var folder = DataFolder.Hold(settings.DataFolder, settings.Sample);
        try
        {
            var (master, madeAt) = MasterKeySource.Read(settings, mayMake: settings.Database is null);
            if (madeAt is not null)
            {
                Console.Error.WriteLine($"Made the master key {madeAt}. Without it nothing in the database can be read: keep a copy in a safe place of its own.");
            }

            // On the pool, because a test's own thread may not be there to go on with.
            var opening = Task.Run(() => Opening.RunAsync(settings, master, clock)).GetAwaiter().GetResult();
            var builder = Slim(settings);
            builder.Services.AddSingleton(_ => folder);
            builder.Services.AddSingleton(_ => opening.Database);
            builder.Services.AddSingleton(settings);
            builder.Services.AddSingleton(clock);
            builder.Services.AddSingleton(opening.Keys);
            builder.Services.AddSingleton<IDataProtectionProvider>(new SealedForms(opening.PagesKey, "pages"));
            builder.Services.AddSingleton(FileSet.Of(builder.Environment.WebRootFileProvider));
            builder.Services.AddLedger();
            builder.Services.AddPeople();
            builder.Services.AddEscalation(settings);
            builder.Services.AddProcedure();
            builder.Services.AddEvidence(settings);
            builder.Services.AddNotices(settings);
            builder.Services.AddApiDescription();
            builder.Services.AddBlankFormCompressed();
            builder.Services.AddRazorPages(pages =>
            {
                pages.RootDirectory = "/";
                pages.Conventions.ConfigureFilter(new PageVerbs());
            });

            more?.Invoke(builder.Services);
            var app = builder.Build();

            // From here on the server's container gives back the database and the folder.
            _ = app.Services.GetRequiredService<DataFolder>();
            _ = app.Services.GetRequiredService<Database>();
            Ready(app);
            Pipeline(app, settings);
            return app;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>What the server stands on is there before it listens; a start that is refused leaves nothing open.</summary>
    static void Ready(WebApplication app)
    {
        try
        {
            _ = app.Services.GetRequiredService<Procedures.Procedures>();
            _ = app.Services.GetRequiredService<Storage.Keys.SealKeys>();
        }
        catch
        {
            Task.Run(async () => await app.DisposeAsync()).GetAwaiter().GetResult();
            throw;
        }
    }

    static WebApplicationBuilder Slim(HostSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "holdfast",
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listening.Configure(kestrel, settings));
        builder.WebHost.UseSockets(Listening.Configure);
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error); // It warns of each page that is not cached; none is.
        builder.Logging.AddFilter("System", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);

        // Each challenge is not news, and why a start failed is said in words by whoever started it.
        builder.Logging.AddFilter(typeof(Signing).FullName, LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = false;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    static void Pipeline(WebApplication app, HostSettings settings)
    {
        app.UseProxies(settings);
        app.UseHouseHeaders();
        app.UseLanguage();
        app.UseErrors();
        app.UseAssets();
        app.UseBlankFormCompressed();
        app.UseRouting();
        app.UsePeople();
        app.UseGivenUp();
        app.UseTurns();
        app.MapRazorPages();
        app.MapFrontDoor();
        app.MapPeople();
        app.MapSession();
        app.MapHealth();
        app.MapLedger();
        app.MapEvidence();
        app.MapNotices();
        app.MapOpenApi("/api/openapi.json");
    }
}
