using Chorus.App.Hosting;

namespace Chorus.App.Features.Admission;

/// <summary>
/// Stands in front of a call that reads a body: decides by a <see cref="Gate"/> before the first byte is read, and gives
/// the body two minutes, so that nobody holds a place by sending a byte now and then.
/// </summary>
/// <param name="gate">counts what is under way.</param>
/// <param name="clock">for the two minutes.</param>
/// <param name="mostBytes">the call's limit of a body; one of unstated length is counted as that long.</param>
/// <param name="untilSent">whether the place is held until the answer is sent, for calls whose answers are large.</param>
internal sealed class AdmissionFilter(Gate gate, TimeProvider clock, int mostBytes, bool untilSent) : IEndpointFilter
{
    public static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var pass = gate.TryEnter(Math.Min(http.Request.ContentLength ?? mostBytes, mostBytes));
        if (pass is null)
        {
            return Busy(http, gate);
        }
        if (untilSent)
        {
            http.Response.RegisterForDispose(pass);
            return await InTimeAsync(context, next);
        }
        using (pass)
        {
            return await InTimeAsync(context, next);
        }
    }

    /// <summary>The answer to whom there is no place for now.</summary>
    public static IResult Busy(HttpContext http, Gate gate)
    {
        var seconds = gate.RetryAfterSeconds;
        return Problems.TryLater(http, "busy", $"Nothing is lost. Many people are sending now: send the same again in {seconds} seconds.", seconds);
    }

    private async ValueTask<object?> InTimeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var aborted = http.RequestAborted;
        using var tooLong = new CancellationTokenSource(MostTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, tooLong.Token);
        http.RequestAborted = either.Token;
        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            return Problems.Refuse(StatusCodes.Status408RequestTimeout, "too-slow",
                "Nothing is lost. It did not arrive within two minutes: send the same again, best on a better connection.");
        }
        finally
        {
            http.RequestAborted = aborted;
        }
    }
}

internal static class RouteAdmission
{
    /// <summary>Puts the call behind a gate. Filters that are added before stand outside of it.</summary>
    public static RouteHandlerBuilder AddAdmission(
        this RouteHandlerBuilder route, Func<Gates, Gate> gate, int mostBytes, bool untilSent = false) =>
        route.AddEndpointFilterFactory((factory, next) =>
        {
            var services = factory.ApplicationServices;
            var filter = new AdmissionFilter(gate(services.GetRequiredService<Gates>()), services.GetRequiredService<TimeProvider>(), mostBytes, untilSent);
            return context => filter.InvokeAsync(context, next);
        });

    /// <summary>Asks for a proof of work when the gate fills. Added after the gate, so that it stands inside of it.</summary>
    /// <param name="route">the call.</param>
    /// <param name="gate">what fills.</param>
    /// <param name="load">0 to 1: what else fills, and has its price too.</param>
    public static RouteHandlerBuilder AddWork(this RouteHandlerBuilder route, Func<Gates, Gate> gate, Func<IServiceProvider, double>? load = null) =>
        route.AddEndpointFilterFactory((factory, next) =>
        {
            var services = factory.ApplicationServices;
            var filter = new WorkFilter(gate(services.GetRequiredService<Gates>()), services.GetRequiredService<Work>(), () => load?.Invoke(services) ?? 0);
            return context => filter.InvokeAsync(context, next);
        });
}
