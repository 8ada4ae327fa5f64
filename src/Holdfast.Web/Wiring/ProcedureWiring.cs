using Holdfast.Integrations.Procedures;

namespace Holdfast.Web.Wiring;

/// <summary>The procedure of the pack that this site works by, read once at start-up.</summary>
public static class ProcedureWiring
{
    /// <summary>Reads the pack and registers the shelf of its versions. A pack with errors stops the start: the message names each with file and line.</summary>
    public static IServiceCollection AddProcedure(this IServiceCollection services, string? folder = null)
    {
        var read = PackReader.ReadFolder(folder ?? Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting"));
        if (read.Procedure is not { } procedure)
            throw new StartRefusedException("The procedure can't be read.\n" + string.Join('\n', read.Errors));
        return services.AddSingleton(new Procedures.Procedures(procedure));
    }
}
