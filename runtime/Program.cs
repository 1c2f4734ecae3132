using Avatar.Runtime.CommandLine;

// Synthesis holds a pool thread for seconds at a time; without spare ones the frames would wait until the pool grows.
ThreadPool.SetMinThreads(4 * Environment.ProcessorCount, 4);
return await AvatarCommandLine.RunAsync(args);
