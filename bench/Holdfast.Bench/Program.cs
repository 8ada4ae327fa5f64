using Holdfast.Bench;
using Holdfast.Bench.Limits;

if (args is [Hello.Word, var port])
{
    await Hello.ServeAsync(port);
    return 0;
}

if (args.Any(word => word is "--help" or "-h" or "-?"))
{
    Console.WriteLine(Options.Usage);
    return 0;
}

try
{
    return await Run.AllAsync(Options.Parse(args));
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}
