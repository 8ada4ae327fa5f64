using Holdfast.Integrations.Procedures;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Procedures;
using Holdfast.Web.Procedures;

namespace Holdfast.Web.Wiring;

/// <summary>The procedure of the pack that this site works by, every version of it, and the watch over its folder.</summary>
static class ProcedureWiring
{
    public static IServiceCollection AddProcedure(this IServiceCollection services)
    {
        services.AddSingleton<PackStore>();
        services.AddSingleton(provider => Reading(provider.GetRequiredService<HostSettings>().Pack));

        // On the pool, because a test's own thread may not be there to go on with.
        services.AddSingleton(provider => Task.Run(() => OpenAsync(provider)).GetAwaiter().GetResult());
        services.AddHostedService<PackWatch>();
        return services;
    }

    /// <summary>How the pack in a folder is read; without a folder the default pack beside the program.</summary>
    public static PackReading Reading(string? folder)
    {
        var place = folder ?? Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting");
        return new PackReading(place, () => Found(PackReader.ReadFolder(place)), Stored);
    }

    static async Task<Procedures.Procedures> OpenAsync(IServiceProvider provider)
    {
        try
        {
            return await Procedures.Procedures.OpenAsync(
                provider.GetRequiredService<PackStore>(), provider.GetRequiredService<PackReading>(), provider.GetRequiredService<ILogger<Procedures.Procedures>>());
        }
        catch (PackRefusedException refused)
        {
            throw new StartRefusedException("The procedure can't be read.\n" + string.Join('\n', refused.Problems.Select(problem => $"{problem.Place}: {problem.Text}")), refused);
        }
    }

    static FoundPack Found(PackResult result) =>
        new(result.Procedure, [.. result.Errors.Select(Problem)], result.Files.ToBytes()) { Examples = result.Examples, Warnings = [.. result.Warnings.Select(Problem)] };

    static PackProblem Problem(PackError error) => new(error.File, error.Line, error.Text);

    static Core.Procedures.Procedure? Stored(byte[] files)
    {
        try
        {
            return PackReader.Read(PackFiles.FromBytes(files)).Procedure;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
